package dev.cleave.cli.extract;

import dev.cleave.cli.DatabaseStart;
import dev.cleave.cli.ServerStart;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.build.MavenBuild;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.route.Binding;
import dev.cleave.cli.route.Placement;
import dev.cleave.cli.route.Trial;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The module also runs as a process of its own, on the same schema; calls do not go there yet, but
 * both deliver the events that the module publishes, each the share of the partitions it has
 * leased.
 */
record StartStep(Extracting extracting) implements StepWork {

  @Override
  public Map<String, Object> forward() throws IOException, InterruptedException {
    Extraction state = extracting.state();
    String process = Optional.ofNullable(state.process()).orElse(extracting.module());
    extracting.keep(state.in(process));
    extracting.place(Placement.in(Deployment.MONOLITH, Binding.REST).with(Trial.beside(process)));
    DatabaseAddress database =
        new DatabaseStart(extracting.shop(), extracting.progress(), extracting.undo()).address();
    RunningProcess started = start(extracting, process, database);
    extracting.place(Placement.in(Deployment.MONOLITH, Binding.REST).with(Trial.beside(process)));
    return Map.of("process", process, "port", started.port());
  }

  @Override
  public Map<String, Object> back() throws IOException, InterruptedException {
    Extraction state = extracting.state();
    extracting.place(Placement.loopback(Deployment.MONOLITH, Binding.REST));
    if (state.process() != null) {
      extracting.stop(state.process());
      extracting.keep(state.in(null));
    }
    return Map.of();
  }

  /** Starts a process of the module, unless it runs. */
  static RunningProcess start(Extracting extracting, String process, DatabaseAddress database)
      throws IOException {
    Optional<RunningProcess> running = extracting.shop().processes().find(process);
    if (running.isPresent()) {
      return running.get();
    }
    extracting.shop().ports().requireFree(process);
    Deployment deployment = extracting.shop().repository().deployment(process);
    new MavenBuild(extracting.shop().workspace().root(), extracting.undo())
        .bringUpToDate(deployment, extracting.progress());
    new ServerStart(extracting.shop(), extracting.progress(), extracting.undo())
        .start(deployment, database);
    // calls may soon go there: whoever breaks the command off must not take it away from them
    extracting.undo().keep();
    return extracting.shop().running(process);
  }
}
