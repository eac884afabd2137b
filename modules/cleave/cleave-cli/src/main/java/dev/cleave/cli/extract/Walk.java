package dev.cleave.cli.extract;

import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Takes a module from the step it has reached to another one, step by step, in either direction.
 * Each step is noted before it begins and when it has ended, so that a later command finds out what
 * was broken off.
 */
public final class Walk {

  private final Extracting extracting;
  private final String why;

  Walk(Extracting extracting, String why) {
    this.extracting = extracting;
    this.why = why;
  }

  /** Walks to {@code goal}; does nothing when it has been reached. */
  void to(Step goal) throws IOException, InterruptedException {
    while (extracting.state().step().compareTo(goal) < 0) {
      Step step = extracting.state().step().next();
      run(step, Extraction.FORWARD, work(step)::forward, step);
    }
    while (extracting.state().step().compareTo(goal) > 0) {
      Step step = extracting.state().step();
      run(step, Extraction.BACK, work(step)::back, step.previous());
    }
  }

  /** Undoes what is left of a step that was broken off, when the way goes back from there. */
  void takeBackWhatWasBegun() throws IOException, InterruptedException {
    Extraction state = extracting.state();
    if (state.problem().isPresent()) {
      Extraction.Record last = state.records().get(state.records().size() - 1);
      if (last.direction().equals(Extraction.FORWARD)) {
        run(last.step(), Extraction.BACK, work(last.step())::back, last.step().previous());
      }
    }
  }

  @FunctionalInterface
  private interface Work {
    Map<String, Object> run() throws IOException, InterruptedException;
  }

  private void run(Step step, String direction, Work work, Step reached)
      throws IOException, InterruptedException {
    long begin =
        extracting
            .progress()
            .begin(direction.equals(Extraction.BACK) ? "Undoing " + step.word() : step.word());
    extracting.keep(
        extracting
            .state()
            .begun(
                new Extraction.Record(
                    step, direction, "started", Instant.now(), null, why, Map.of())));
    try {
      Map<String, Object> figures = work.run();
      extracting.keep(extracting.state().at(reached).ended("done", why, figures));
      extracting
          .progress()
          .done(
              "%s: %s%s"
                  .formatted(
                      direction.equals(Extraction.BACK)
                          ? "Undone " + step.word()
                          : "Reached " + step.word(),
                      reached.truth(),
                      figures.isEmpty() ? "" : " " + figures),
              begin);
    } catch (CommandFailed | IOException refused) {
      extracting.keep(extracting.state().ended("failed", refused.getMessage(), Map.of()));
      throw refused;
    }
  }

  private StepWork work(Step step) {
    return switch (step) {
      case NONE -> throw new IllegalStateException("there is nothing to do for " + step);
      case REPORT -> new ReportStep(extracting);
      case LOOPBACK -> new LoopbackStep(extracting);
      case START -> new StartStep(extracting);
      case SHADOW -> new ShadowStep(extracting);
      case CANARY -> new CanaryStep(extracting);
      case MOVE -> new MoveStep(extracting);
      case RETIRE -> new RetireStep(extracting);
    };
  }
}
