package dev.cleave.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.cli.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./cleave status}. */
@Command(name = "status", header = "Shows what runs, where each module is served, and problems.")
final class StatusCommand implements Callable<Integer> {

  private static final String ROW = "  %-12s %-8s %-6s %-9s %-6s %-12s %s";

  private static final String GUARD = "  %-12s %-12s %-10s %s";

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    StatusReport report = StatusReport.of(Shop.open());
    Progress progress = new Progress(spec.commandLine().getOut());
    if (json) {
      progress.say(new ObjectMapper().writeValueAsString(report));
      return 0;
    }
    if (report.running() || report.database().running() || report.broker().pid() != null) {
      printProcesses(report, progress);
    }
    if (report.running()) {
      progress.say("");
    }
    new RouteReport(report).print(progress);
    printGuards(report, progress);
    if (!report.problems().isEmpty()) {
      progress.say("");
      report.problems().forEach(problem -> progress.say("  ! " + problem));
    }
    return 0;
  }

  private static void printProcesses(StatusReport report, Progress progress) {
    progress.say(ROW.formatted("PROCESS", "PID", "PORT", "INTERNAL", "GRPC", "UP FOR", "MEMORY"));
    for (StatusReport.Server server : report.processes()) {
      progress.say(
          ROW.formatted(
              server.name(),
              server.pid(),
              server.port(),
              server.internalPort(),
              server.grpcPort() == 0 ? "" : server.grpcPort(),
              since(server.startedAt()),
              server.memoryMb() == null ? "" : server.memoryMb() + " MB"));
    }
    StatusReport.Broker broker = report.broker();
    if (broker.pid() != null) {
      progress.say(
          ROW.formatted(
              "artemis",
              broker.pid(),
              portOf(broker.url()),
              portOf(broker.amqpUrl()) + " amqp",
              "",
              since(broker.startedAt()),
              broker.memoryMb() == null ? "" : broker.memoryMb() + " MB"));
    }
    StatusReport.Database database = report.database();
    if (database.embedded() && database.running()) {
      progress.say(
          ROW.formatted(
              "postgres",
              database.pid(),
              database.url().replaceAll(".*:(\\d+)/.*", "$1"),
              "",
              "",
              since(database.startedAt()),
              ""));
    }
    for (StatusReport.OwnDatabase own : report.databases()) {
      if (own.running()) {
        progress.say(
            ROW.formatted(
                EmbeddedPostgres.OF_MODULE + own.module(),
                own.pid(),
                own.url().replaceAll(".*:(\\d+)/.*", "$1"),
                "",
                "",
                since(own.startedAt()),
                ""));
      }
    }
  }

  /** Only what is not as it is every day. */
  private static void printGuards(StatusReport report, Progress progress) {
    boolean isFirst = true;
    for (StatusReport.Guard guard : report.guards()) {
      Optional<String> line = guard.line();
      if (line.isEmpty()) {
        continue;
      }
      if (isFirst) {
        progress.say("");
        progress.say(GUARD.formatted("PROCESS", "CALLS", "OVER", "GUARDS"));
        isFirst = false;
      }
      progress.say(GUARD.formatted(guard.process(), guard.module(), guard.binding(), line.get()));
    }
  }

  private static String portOf(String url) {
    return url.substring(url.lastIndexOf(':') + 1);
  }

  private static String since(String instant) {
    Duration up = Duration.between(Instant.parse(instant), Instant.now());
    if (up.toDays() > 0) {
      return "%d d %d h".formatted(up.toDays(), up.toHoursPart());
    }
    if (up.toHours() > 0) {
      return "%d h %d min".formatted(up.toHours(), up.toMinutesPart());
    }
    return up.toMinutes() > 0
        ? "%d min %d s".formatted(up.toMinutes(), up.toSecondsPart())
        : up.toSeconds() + " s";
  }
}
