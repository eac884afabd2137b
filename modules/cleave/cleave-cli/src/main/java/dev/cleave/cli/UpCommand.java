package dev.cleave.cli;

import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.extract.Extraction;
import dev.cleave.cli.process.Exclusive;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import dev.cleave.cli.route.Binding;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./cleave up}. */
@Command(
    name = "up",
    header = "Starts what does not run yet, and leaves it running.",
    description = {
      "",
      "Builds what is not built, starts PostgreSQL, the broker and the monolith, and returns when they are ready.",
      "Data is kept under .cleave/ until ./cleave down --clean.",
      "",
      "Settings for this machine go into .cleave.properties or the environment; see ./cleave settings.",
      ""
    })
final class UpCommand implements Callable<Integer> {

  /** What shells report for a program that Ctrl-C has ended. */
  private static final int INTERRUPTED = 130;

  @Option(names = "--foreground", description = "Stay attached; Ctrl-C stops everything.")
  private boolean foreground;

  @Option(
      names = "--extracted",
      split = ",",
      paramLabel = "MODULE",
      description = "Run these modules as processes of their own, on the same database.")
  private List<String> extracted = List.of();

  @Option(
      names = "--instances",
      split = ",",
      paramLabel = "MODULE=NUMBER",
      description = "Run several processes of a module that is extracted, on the same data.")
  private Map<String, Integer> instances = Map.of();

  @Option(
      names = "--binding",
      paramLabel = "BINDING",
      description = "How processes call each other: rest (at first), jms or grpc.")
  private String binding;

  @Option(
      names = "--port",
      paramLabel = "NAME=NUMBER",
      description =
          "Another port for a process: monolith=8080, accounts.internal=8181, monolith.grpc=6565.")
  private Map<String, Integer> ports = Map.of();

  @Option(names = "--port-offset", paramLabel = "NUMBER", description = "Add this to every port.")
  private Integer portOffset;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Shop shop = Shop.open(Workspace.ofThisCommand(), overriding());
    extracted.forEach(shop.repository()::app);
    extracted.forEach(shop.repository()::requireNotPinned);
    instances.forEach((module, count) -> requireInstances(shop, module, count));
    Optional<Binding> between = between(shop);
    Progress progress = new Progress(spec.commandLine().getOut());
    long begin = System.nanoTime();
    Undo undo = new Undo(() -> progress.say("Interrupted: stopping what was started …"));
    try (undo) {
      try (Exclusive alone = Exclusive.of(shop.workspace().lock(), "up")) {
        new Startup(shop, progress, undo).run(extracted, instances, between);
      }
      progress.done("Ready", begin);
      new Welcome(shop).print(progress, foreground);
      if (foreground) {
        return stay(shop, progress, undo);
      }
      undo.keep();
      return 0;
    } catch (CommandFailed failure) {
      if (undo.isInterrupted()) {
        return INTERRUPTED;
      }
      throw failure;
    }
  }

  private void requireInstances(Shop shop, String module, int count) {
    shop.repository().app(module);
    if (count < 1 || count > Deployment.MOST_INSTANCES) {
      throw new CommandFailed(
          "--instances %s=%d: there can be 1 to %d processes of a module"
              .formatted(module, count, Deployment.MOST_INSTANCES));
    }
    if (!extracted.contains(module)) {
      throw new CommandFailed(
          "--instances %s=%d is about processes of its own: add --extracted %s"
              .formatted(module, count, module));
    }
    Extraction extraction = shop.extractions().of(module);
    if (extraction.process() != null) {
      throw new CommandFailed(
          "%s is being extracted (%s), which decides where its calls go: ./cleave extract %s [--undo]"
              .formatted(module, extraction.step().word(), module));
    }
  }

  private Optional<Binding> between(Shop shop) throws IOException {
    if (binding == null) {
      return Optional.empty();
    }
    Binding wished = Binding.of(binding);
    if (wished == Binding.LOCAL) {
      throw new CommandFailed("processes call each other over rest, jms or grpc, not local");
    }
    if (wished == Binding.JMS) {
      shop.requireBroker();
    }
    return Optional.of(wished);
  }

  /** Waits until a server ends, or until Ctrl-C ends this command; both stop everything. */
  private int stay(Shop shop, Progress progress, Undo undo) throws IOException {
    undo.start(() -> shop, all -> stopAll(all, progress));
    List<RunningProcess> servers = shop.processes().all();
    CompletableFuture.anyOf(
            servers.stream().map(RunningProcess::onExit).toArray(CompletableFuture[]::new))
        .join();
    if (undo.isInterrupted()) {
      return INTERRUPTED;
    }
    try (Exclusive alone = Exclusive.of(shop.workspace().lock(), "up")) {
      List<String> ended = shop.processes().vanished();
      if (!ended.isEmpty()) {
        throw new CommandFailed(
            "%s ended by itself, so everything was stopped; see %s"
                .formatted(String.join(", ", ended), shop.log(ended.get(0)).file()));
      }
    } catch (Exclusive.Held byAnotherCommand) {
      // It is stopping what this one waits for.
    }
    progress.say("Stopped by another command.");
    undo.keep();
    return 0;
  }

  private static void stopAll(Shop shop, Progress progress) {
    try {
      new Shutdown(shop, progress).run();
    } catch (IOException failure) {
      progress.say("cleave: " + OneLine.describe(failure));
    }
  }

  private Map<String, String> overriding() {
    Map<String, String> settings = new HashMap<>();
    ports.forEach((name, port) -> settings.put(Setting.PORT_PREFIX + name, port.toString()));
    if (portOffset != null) {
      settings.put(Setting.PORT_OFFSET.key(), portOffset.toString());
    }
    return settings;
  }
}
