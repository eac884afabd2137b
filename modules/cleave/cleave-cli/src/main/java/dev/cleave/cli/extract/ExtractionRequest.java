package dev.cleave.cli.extract;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.Progress;
import dev.cleave.cli.Shop;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * What an operator asked for.
 *
 * @param to the step to reach; the next one, or the one before, when absent
 * @param isUndo whether the way goes back
 * @param why for the record
 * @param bytesPerSecond of the copy of rows, at most; 0 is no limit
 * @param dwell how long a shadow and each share of a canary is watched
 * @param longestHold how long callers may wait when the database changes
 */
public record ExtractionRequest(
    String module,
    Optional<Step> to,
    boolean isUndo,
    String why,
    long bytesPerSecond,
    Duration dwell,
    Duration longestHold,
    Sabotage sabotage) {

  /** Refuses what makes no sense. */
  public ExtractionRequest {
    if (bytesPerSecond < 0) {
      throw new CommandFailed("--throttle is a number of megabytes per second, above 0");
    }
    if (dwell.isNegative() || dwell.compareTo(Duration.ofHours(1)) > 0) {
      throw new CommandFailed("--dwell is a number of seconds from 0 to 3600");
    }
    if (longestHold.compareTo(Duration.ofMillis(50)) < 0
        || longestHold.compareTo(Duration.ofSeconds(20)) > 0) {
      throw new CommandFailed("--longest-hold is a number of milliseconds from 50 to 20000");
    }
  }

  /**
   * Carries it out.
   *
   * @param isConfirmed whether the operator agreed beforehand to what is hard to undo
   * @throws CommandFailed when a step is refused or did not succeed; the record says which
   */
  public void run(Shop shop, Progress progress, Undo undo, boolean isConfirmed)
      throws IOException, InterruptedException {
    Extracting extracting =
        new Extracting(
            shop,
            module,
            progress,
            undo,
            new Extracting.Options(bytesPerSecond, dwell, longestHold, sabotage));
    Step from = extracting.state().step();
    Step goal = to.orElse(isUndo ? from.previous() : from.next());
    require(from, goal, extracting);
    confirm(from, goal, isConfirmed);
    Walk walk = new Walk(extracting, why);
    if (isUndo) {
      walk.takeBackWhatWasBegun();
    }
    walk.to(goal);
    progress.say("%s is at %s: %s".formatted(module, goal.word(), goal.truth()));
  }

  private void require(Step from, Step goal, Extracting extracting) {
    if (isUndo && goal.compareTo(from) > 0) {
      throw new CommandFailed(
          "%s has not come further than %s, so there is no way back to %s"
              .formatted(module, from.word(), goal.word()));
    }
    if (!isUndo && goal.compareTo(from) < 0) {
      throw new CommandFailed(
          "%s has come to %s already; the way back to %s needs --undo"
              .formatted(module, from.word(), goal.word()));
    }
    extracting.shop().repository().app(module);
    extracting.shop().repository().requireNotPinned(module);
    if (extracting.shop().processes().find(Deployment.MONOLITH).isEmpty()) {
      throw new CommandFailed("the monolith does not run: ./cleave up");
    }
  }

  private void confirm(Step from, Step goal, boolean isConfirmed) {
    boolean moves = crosses(from, goal, Step.MOVE);
    boolean retires = crosses(from, goal, Step.RETIRE);
    if (!moves && !retires || isConfirmed) {
      return;
    }
    String what =
        moves
            ? isUndo
                ? "deletes the database of its own once its rows are back"
                : "starts a second database server and copies the rows of " + module
            : "builds and restarts the monolith";
    String question = "This %s. Go on? [y/N] ".formatted(what);
    if (System.console() == null) {
      throw new CommandFailed("this %s: say --yes to agree".formatted(what));
    }
    String answer = System.console().readLine(question);
    if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
      throw new CommandFailed("nothing was done");
    }
  }

  private static boolean crosses(Step from, Step goal, Step step) {
    return from.includes(step) != goal.includes(step);
  }
}
