package dev.cleave.cli.roll;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.ContractFit;
import dev.cleave.cli.DatabaseStart;
import dev.cleave.cli.Progress;
import dev.cleave.cli.ServerStart;
import dev.cleave.cli.Shop;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.process.Undo;
import dev.cleave.cli.route.Binding;
import dev.cleave.cli.route.Placement;
import dev.cleave.cli.route.ProcessStatus;
import dev.cleave.cli.route.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Replaces the version of a module that runs as a process of its own. The new one is started beside
 * the old one and gets a growing share of the calls; when it has all of them the old process is
 * started anew with the new version, gets the calls, and the one beside it ends: names and ports
 * stay as they were. Broken off at any point, it goes on or back from there.
 */
public final class Rollout {

  private static final List<Integer> SHARES = List.of(1, 10, 50);

  private final Shop shop;
  private final String module;
  private final Progress progress;
  private final Undo undo;
  private final Duration dwell;

  /** The process that has the module before and after. */
  private final String process;

  /** The process that has it meanwhile. */
  private final String beside;

  private final Wars wars;

  /**
   * A rollout of {@code module}.
   *
   * @param dwell how long each share is watched
   * @throws CommandFailed if the module has no process of its own that runs
   */
  public Rollout(Shop shop, String module, Progress progress, Undo undo, Duration dwell)
      throws IOException {
    this.shop = shop;
    this.module = module;
    this.progress = progress;
    this.undo = undo;
    this.dwell = dwell;
    this.process = Optional.ofNullable(shop.extractions().of(module).process()).orElse(module);
    this.beside = Deployment.isSecond(process) ? module : Deployment.second(module);
    this.wars = new Wars(shop, module);
    requireProcessOfItsOwn();
  }

  private void requireProcessOfItsOwn() throws IOException {
    if (placement().home().equals(Deployment.MONOLITH)) {
      throw new CommandFailed(
          "%s is served by the monolith, which is replaced as a whole (./cleave down, ./cleave up): only a process of its own can be rolled over, see ./cleave extract %s"
              .formatted(module, module));
    }
    if (shop.extractions().of(module).problem().isPresent()) {
      throw new CommandFailed(
          "the extraction of %s was broken off: ./cleave extract %s goes on with it, or --undo takes it back"
              .formatted(module, module));
    }
  }

  /**
   * Rolls out the version in {@code war}; does nothing if it runs already.
   *
   * @throws CommandFailed if it must not be started, or did not do well; then the old one has all
   *     calls
   */
  public void to(Path war) throws IOException, InterruptedException {
    if (placement().home().equals(beside)) {
      finish(wars.runs(beside));
    }
    if (wars.isRunBy(process, war)) {
      takeBack();
      progress.say("%s runs that version already".formatted(process));
      return;
    }
    if (!isRunning(beside) || !wars.isRunBy(beside, war)) {
      takeBack();
      startBeside(wars.keepAsNext(war));
    }
    shift();
    wars.keepAsBefore(wars.runs(process));
    finish(wars.runs(beside));
    progress.say("%s runs the new version; back to the old one: --undo".formatted(process));
  }

  /**
   * Takes back a rollout that was broken off, or rolls out the version before.
   *
   * @throws CommandFailed if none is kept
   */
  public void undo() throws IOException, InterruptedException {
    if (placement().home().equals(beside)) {
      if (!isRunning(process) || !wars.isRunBy(process, wars.before())) {
        stop(process); // it was to be replaced, or is already
        start(process, wars.before());
      }
      takeBack();
    } else if (placement().trial().isPresent() || isRunning(beside)) {
      takeBack();
    } else {
      to(wars.before());
      return;
    }
    progress.say("%s has all calls again, in the version before".formatted(process));
  }

  private void startBeside(Path war) throws IOException, InterruptedException {
    place(Placement.in(process, binding()).with(Trial.beside(beside)));
    try {
      start(beside, war);
    } catch (CommandFailed | IOException refused) {
      place(Placement.in(process, binding()));
      throw refused;
    }
    place(Placement.in(process, binding()).with(Trial.beside(beside)));
  }

  /** Gives the new version a growing share of the calls, and in the end all. */
  private void shift() throws IOException, InterruptedException {
    if (binding() == Binding.JMS) {
      progress.say("Over the broker there are no shares: both take requests, then the new one");
    } else {
      for (int share : SHARES) {
        place(Placement.in(process, binding()).with(Trial.share(beside, share)));
        progress.say("%d %% of the calls go to %s".formatted(share, beside));
        watch();
      }
    }
    place(Placement.in(beside, binding()));
    progress.say("All calls go to " + beside);
  }

  private void watch() throws IOException, InterruptedException {
    Thread.sleep(dwell.toMillis());
    try {
      ProcessStatus status = shop.statusClient().status(shop.running(beside));
      if (status.problems().isEmpty()) {
        return;
      }
      throw new CommandFailed(
          "%s reports %s".formatted(beside, String.join("; ", status.problems())));
    } catch (IOException | CommandFailed unwell) {
      takeBack();
      throw new CommandFailed(
          "the old version has all calls again, because %s".formatted(unwell.getMessage()), unwell);
    }
  }

  /** The usual process gets the new version, then the calls. */
  private void finish(Path war) throws IOException, InterruptedException {
    stop(process);
    start(process, war);
    place(Placement.in(process, binding()));
    stop(beside);
  }

  private void takeBack() throws IOException, InterruptedException {
    place(Placement.in(process, binding()));
    stop(beside);
  }

  private void start(String name, Path war) throws IOException {
    shop.ports().requireFree(name);
    Deployment deployment = shop.repository().deployment(name);
    new ContractFit(shop).require(deployment, war); // before its migrations
    new ServerStart(shop, progress, undo).start(deployment, war, database(war));
    // calls may soon go there: whoever breaks the command off must not take it away from them
    undo.keep();
  }

  /** Where the module's data is, with what the version needs. */
  private DatabaseAddress database(Path war) throws IOException {
    DatabaseStart start = new DatabaseStart(shop, progress, undo);
    if (shop.extractions().of(module).hasOwnDatabase()) {
      DatabaseAddress own = start.ownAddress(module);
      start.prepareOwn(module, own, war);
      return own;
    }
    DatabaseAddress address = start.address();
    start.prepare(address, List.of(war));
    return address;
  }

  private void stop(String name) throws IOException {
    new ServerStart(shop, progress, undo).stop(name);
  }

  private boolean isRunning(String name) {
    return shop.processes().find(name).isPresent();
  }

  private Binding binding() throws IOException {
    return placement().fromOthers();
  }

  private Placement placement() throws IOException {
    return shop.currentRoutes().placement(module);
  }

  private void place(Placement placement) throws IOException, InterruptedException {
    shop.place(module, placement);
  }

  /** The versions of a module: those that its processes run, the next one, and the one before. */
  private record Wars(Shop shop, String module) {

    Path runs(String process) {
      return shop.serverDirectory().war(process);
    }

    boolean isRunBy(String process, Path war) throws IOException {
      return Files.exists(runs(process)) && Files.mismatch(runs(process), war) == -1;
    }

    /** Keeps a copy: what was built may be built anew before the rollout ends. */
    Path keepAsNext(Path war) throws IOException {
      return keep(war, "next");
    }

    Path keepAsBefore(Path war) throws IOException {
      return keep(war, "before");
    }

    private Path keep(Path war, String which) throws IOException {
      Path kept = file(which);
      Files.createDirectories(kept.getParent());
      return Files.copy(
          war, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    Path before() {
      if (!Files.exists(file("before"))) {
        throw new CommandFailed(
            "no version of %s before this one is kept: nothing was rolled out yet"
                .formatted(module));
      }
      return file("before");
    }

    private Path file(String which) {
      return shop.workspace().home().resolve("wars/%s-%s.war".formatted(module, which));
    }
  }
}
