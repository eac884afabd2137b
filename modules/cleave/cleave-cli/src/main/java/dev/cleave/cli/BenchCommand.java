package dev.cleave.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cleave.cli.bench.BindingsBench;
import dev.cleave.cli.bench.CallBenches;
import dev.cleave.cli.bench.EventsBench;
import dev.cleave.cli.bench.Figure;
import dev.cleave.cli.bench.ModulithBench;
import dev.cleave.cli.bench.OrdersBench;
import dev.cleave.cli.bench.StartBench;
import dev.cleave.cli.process.Exclusive;
import dev.cleave.cli.process.Undo;
import dev.cleave.cli.report.BindingTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cleave bench}. */
@Command(
    name = "bench",
    header = "Measures Cleave against its yardsticks on this machine.",
    description = {
      "",
      "  call-local   a local contract call against a plain CDI call: ratio of times (read), ratio_tx",
      "               (in a transaction), ratio_order (an answer with lists and decimals), bytes_per_call",
      "  call-rest    a contract call over REST against a hand-written MicroProfile Rest Client and",
      "               resource on the same server: ratio of calls per second",
      "  call-grpc    a contract call over gRPC against a hand-written grpc-java stub and service, each on",
      "               threads with the application's context: ratio of calls per second;",
      "               ratio_default_executor against a service on grpc-java's own threads, without context",
      "  events       events from a module to another, each a row and an event at the publisher and two",
      "               statements at the listener, over POST /orders with 16 connections: published_per_s,",
      "               delivered_per_s (draining included), cpu_ms_per_event (server and PostgreSQL),",
      "               tx_per_delivery (commits beyond the publisher's own), statements_per_event (all that",
      "               PostgreSQL executes, begin and commit included); p50_ms and p99_ms from publishing to",
      "               the listener at 200 orders/s; drain_per_s (a backlog of 20,000), backlog_ratio",
      "               (deliveries/s with 1,000,000 before them, against a backlog of 20,000)",
      "  modulith     the same against Spring Modulith (--yardstick), in turn, with its client on the same",
      "               PostgreSQL server: end_to_end_ratio (events/s, draining included), cpu_ratio (of server",
      "               and PostgreSQL, per order), drain_ratio (events/s while only a backlog is worked off:",
      "               its backlog when the load ends, and one of that size here), p99_ratio (from publishing",
      "               to the listener at 200 orders/s), and the figures of both",
      "  orders       orders through the whole checkout of the shop, 16 clients: orders_per_s, p50_ms and",
      "               p99_ms until an order is confirmed, accepted_p50_ms and accepted_p99_ms until it is",
      "               answered",
      "  start        built tree to ready (ready_seconds), Liberty's own start (liberty_seconds), resident",
      "               memory after the import (rss_mb)",
      "",
      "Medians over rounds, with the smallest and the largest. Uses processes, ports and data of its own,",
      "and stops and deletes them at the end; what else runs on the machine disturbs the figures.",
      ""
    })
final class BenchCommand implements Callable<Integer> {

  /** Beside the ports of the shop that may be running. */
  private static final int PORT_OFFSET = 500;

  private static final int FEWEST_ROUNDS = 5;
  private static final int ROUNDS = 7;

  /** What can be measured. */
  enum Name {
    BINDINGS,
    CALL_GRPC,
    CALL_JMS,
    CALL_LOCAL,
    CALL_REST,
    EVENTS,
    MODULITH,
    ORDERS,
    START;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int rounds() {
      return this == EVENTS || this == MODULITH ? FEWEST_ROUNDS : ROUNDS;
    }

    static Name of(String text) {
      for (Name name : values()) {
        if (name.toString().equals(text)) {
          return name;
        }
      }
      throw new CommandFailed(
          "there is no bench %s; there are %s".formatted(text, List.of(values())));
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description =
          "bindings, call-grpc, call-jms, call-local, call-rest, events, modulith, orders or start.")
  private String name;

  @Option(
      names = "--rounds",
      description =
          "How many rounds count, at least 5. Default: 7; 5 for events and modulith. orders has none.")
  private Integer rounds;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "How long orders are placed by the bench orders. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--yardstick",
      paramLabel = "DIR",
      defaultValue = "../shared/yardsticks/spring-modulith",
      description = "Spring Modulith, to compare with; only read. Default: ${DEFAULT-VALUE}.")
  private Path yardstick;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "../shared/data/northwind",
      description = "What start imports before it reads the memory. Default: ${DEFAULT-VALUE}.")
  private Path data;

  @Option(
      names = "--json",
      description =
          "Print one JSON object on the last line of standard output, all else to the other.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Name bench = Name.of(name);
    int count = rounds == null ? bench.rounds() : rounds;
    if (count < FEWEST_ROUNDS) {
      throw new CommandFailed("--rounds %d: a median needs 5 rounds or more".formatted(count));
    }
    if (seconds < 1) {
      throw new CommandFailed("--seconds %d: it must be 1 or more".formatted(seconds));
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err);
    Shop shop = shop();
    Undo undo = new Undo(() -> progress.say("Interrupted: stopping what was started …"));
    List<Figure> figures;
    try (undo;
        Exclusive alone = Exclusive.of(shop.workspace().lock(), "bench")) {
      clear(shop, progress);
      figures =
          switch (bench) {
            case BINDINGS -> BindingsBench.run(shop, progress, undo, count);
            case CALL_GRPC -> CallBenches.grpc(shop, progress, undo, count);
            case CALL_JMS -> CallBenches.jms(shop, progress, undo, count);
            case CALL_LOCAL -> CallBenches.local(shop, progress, undo, count);
            case CALL_REST -> CallBenches.rest(shop, progress, undo, count);
            case EVENTS -> EventsBench.run(shop, progress, undo, count);
            case MODULITH -> ModulithBench.run(shop, progress, undo, count, yardstick);
            case ORDERS -> OrdersBench.run(shop, progress, undo, seconds);
            case START -> StartBench.run(shop, progress, undo, count, this::importData);
          };
    }
    FileTree.delete(shop.workspace().home());
    if (bench == Name.BINDINGS) {
      keep(figures, progress);
    }
    (json ? err : out).println(bench);
    figures.forEach(figure -> (json ? err : out).println(figure.line()));
    if (json) {
      out.println(asJson(bench, figures));
    }
    out.flush();
    err.flush();
    return 0;
  }

  /** Predictions are made from what was measured on this machine. */
  private static void keep(List<Figure> figures, Progress progress) throws IOException {
    Path file =
        BindingTable.of(
                "./cleave bench bindings on this machine, " + LocalDate.now(ZoneOffset.UTC),
                figures)
            .write(Workspace.ofThisCommand().measurements());
    progress.say("./cleave report predicts from " + file + " now");
  }

  /** What a bench that failed has left; its logs stayed until now to tell why. */
  private static void clear(Shop shop, Progress progress) throws IOException {
    new Shutdown(shop, progress).run();
    FileTree.delete(shop.workspace().data());
    FileTree.delete(shop.workspace().artemis());
    FileTree.delete(shop.workspace().secrets());
    FileTree.delete(shop.workspace().logs());
  }

  private static Shop shop() throws IOException {
    Workspace workspace = Workspace.ofThisCommand();
    int offset = Shop.open().settings().number(Setting.PORT_OFFSET) + PORT_OFFSET;
    return Shop.open(
        workspace.inner("bench"),
        Map.of(
            Setting.PORT_OFFSET.key(),
            Integer.toString(offset),
            // What is measured and deleted must not be anybody's database or queue.
            Setting.DATABASE_URL.key(),
            "",
            Setting.BROKER_URL.key(),
            ""));
  }

  private void importData(Shop running) throws IOException {
    if (!Files.isDirectory(data)) {
      throw new CommandFailed(data + " is not there: name the Northwind sample with --data DIR");
    }
    int code =
        Cleave.commandLine()
            .setOut(spec.commandLine().getErr())
            .execute(
                "import",
                data.toString(),
                "--url",
                running.baseUrl("monolith"),
                "--operator-key-file",
                running.workspace().secrets().resolve("operator.key").toString());
    if (code != 0) {
      throw new CommandFailed("the import failed; the reason is above");
    }
  }

  private static String asJson(Name bench, List<Figure> figures) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode result = mapper.createObjectNode().put("name", bench.toString());
    ObjectNode metrics = result.putObject("metrics");
    figures.forEach(
        figure -> metrics.put(figure.name(), Math.round(figure.median() * 1000) / 1000.0));
    return mapper.writeValueAsString(result);
  }
}
