package dev.cleave.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cleave.cli.bench.CallBenches;
import dev.cleave.cli.bench.Figure;
import dev.cleave.cli.bench.StartBench;
import dev.cleave.cli.process.Exclusive;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** What can be measured. */
  enum Name {
    CALL_LOCAL,
    CALL_REST,
    START;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
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

  @Parameters(index = "0", paramLabel = "NAME", description = "call-local, call-rest or start.")
  private String name;

  @Option(
      names = "--rounds",
      defaultValue = "7",
      description = "How many rounds count, at least 5. Default: ${DEFAULT-VALUE}.")
  private int rounds;

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
    if (rounds < FEWEST_ROUNDS) {
      throw new CommandFailed("--rounds %d: a median needs 5 rounds or more".formatted(rounds));
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err);
    Shop shop = shop();
    Undo undo = new Undo(() -> progress.say("Interrupted: stopping what was started …"));
    List<Figure> figures;
    try (undo;
        Exclusive alone = Exclusive.of(shop.workspace().lock(), "bench")) {
      figures =
          switch (bench) {
            case CALL_LOCAL -> CallBenches.local(shop, progress, undo, rounds);
            case CALL_REST -> CallBenches.rest(shop, progress, undo, rounds);
            case START -> StartBench.run(shop, progress, undo, rounds, this::importData);
          };
    }
    FileTree.delete(shop.workspace().home());
    (json ? err : out).println(bench);
    figures.forEach(figure -> (json ? err : out).println(figure.line()));
    if (json) {
      out.println(asJson(bench, figures));
    }
    out.flush();
    err.flush();
    return 0;
  }

  private static Shop shop() throws IOException {
    Workspace workspace = Workspace.ofThisCommand();
    int offset = Shop.open().settings().number(Setting.PORT_OFFSET) + PORT_OFFSET;
    return Shop.open(
        workspace.inner("bench"), Map.of(Setting.PORT_OFFSET.key(), Integer.toString(offset)));
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
