package dev.cleave.cli.liberty;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.http.Http;
import dev.cleave.cli.process.ClassArchive;
import dev.cleave.cli.process.Detached;
import dev.cleave.cli.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One server: started as a process of its own, awaited, stopped. */
public final class LibertyServer {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 50;

  private final String process;
  private final LibertyInstallation liberty;
  private final ServerDirectory directory;
  private final ServerLog log;
  private final List<String> jvmOptions;
  private final Map<String, String> environment;

  /**
   * The server of {@code process}, whose directory has been written.
   *
   * @param jvmOptions beside those in the directory, which they come after
   * @param environment of the process, beside what Liberty needs
   */
  public LibertyServer(
      String process,
      LibertyInstallation liberty,
      ServerDirectory directory,
      ServerLog log,
      List<String> jvmOptions,
      Map<String, String> environment) {
    this.process = process;
    this.liberty = liberty;
    this.directory = directory;
    this.log = log;
    this.jvmOptions = List.copyOf(jvmOptions);
    this.environment = Map.copyOf(environment);
  }

  /** Starts the process and returns at once. */
  public RunningProcess start(int port, int internalPort) throws IOException {
    Files.createDirectories(log.directory());
    // The log of an earlier run would be read for the reason why this one fails.
    Files.deleteIfExists(log.messages());
    Files.deleteIfExists(log.console());
    Process started =
        Detached.start(
            liberty.command(process, options()),
            environment(),
            directory.server(process),
            log.console());
    return RunningProcess.of(process, started.toHandle(), port, internalPort);
  }

  /**
   * Returns when the server answers that it is ready.
   *
   * @throws CommandFailed with the decisive line of its log when it ends, says that its application
   *     failed, or takes longer than {@code limit}
   */
  public void awaitReady(RunningProcess server, Duration limit) throws IOException {
    Instant end = Instant.now().plus(limit);
    String ready = "http://localhost:" + server.port() + "/health/ready";
    while (!Http.answersOk(ready)) {
      if (!server.isAlive()) {
        throw failed("ended while starting");
      }
      if (log.saysItFailed()) {
        throw failed("did not start");
      }
      if (Instant.now().isAfter(end)) {
        throw failed("was not ready within " + limit.toSeconds() + " s");
      }
      pause();
    }
  }

  private List<String> options() throws IOException {
    List<String> options = new ArrayList<>(directory.jvmOptions(process));
    options.addAll(jvmOptions);
    Path war = directory.war(process);
    options.addAll(
        ClassArchive.of(liberty.archives(), war, Runtime.version()).options(Deployment.MONOLITH));
    return options;
  }

  /** Ends the process; Liberty lets requests in flight finish first. */
  public static void stop(RunningProcess server) {
    server.stop(PATIENCE);
  }

  private CommandFailed failed(String what) throws IOException {
    return new CommandFailed(
        "%s %s: %s (log: %s)"
            .formatted(process, what, log.decisiveLine().orElse("it printed nothing"), log.file()));
  }

  private Map<String, String> environment() {
    Map<String, String> all = new HashMap<>(environment);
    all.put("WLP_USER_DIR", directory.home().toString());
    all.put("LOG_DIR", log.directory().toString());
    all.put("MALLOC_ARENA_MAX", "2"); // many threads, little native memory each
    all.put("X_LOG_DIR", log.directory().toString());
    return all;
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException noLongerWanted) {
      Thread.currentThread().interrupt();
      throw new CommandFailed("interrupted", noLongerWanted);
    }
  }
}
