package dev.cleave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.cli.operation.StubProcess;
import dev.cleave.cli.process.ProcessTable;
import dev.cleave.cli.report.TrialWar;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is typed, in a repository of two modules where nothing runs. */
class ReportCommandTest {
  private static final String ROOT = "cleave.root";

  @TempDir private Path root;
  private final String rootBefore = System.getProperty(ROOT);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void a_repository() throws IOException {
    TrialWar.repository(root);
    System.setProperty(ROOT, root.toString());
  }

  @AfterEach
  void restore() {
    if (rootBefore == null) {
      System.clearProperty(ROOT);
    } else {
      System.setProperty(ROOT, rootBefore);
    }
  }

  @Test
  void where_nothing_was_built_it_says_how_to() {
    assertThat(cleave("report")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "cleave: the monolith has not been built, so there is no code to read: ./cleave up, or"
                + " ./mvnw -pl :monolith -am package -DskipTests\n");
  }

  @Test
  void a_module_that_is_none_is_refused_with_those_there_are() throws IOException {
    TrialWar.build(root);

    assertThat(cleave("report", "stokc")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "cleave: there is no module stokc; did you mean stock? There are ordering, stock\n");
  }

  @Test
  void all_modules_come_in_their_order_and_what_is_absent_is_said() throws IOException {
    TrialWar.build(root);

    assertThat(cleave("report")).as(err.toString()).isZero();
    assertThat(out.toString())
        .containsSubsequence("1  ordering", "2  stock", "pinned: it joins transactions of ordering")
        .contains("No run was recorded", "No database runs")
        .contains("The page: " + root.resolve(".cleave/report/index.html"));
    assertThat(root.resolve(".cleave/report/index.html"))
        .content()
        .contains("<h1>Which module to take out next</h1>", "Stock.writeOff");
  }

  @Test
  void the_json_has_the_same_data() throws IOException {
    TrialWar.build(root);
    Path page = root.resolve("pages/stock.html");

    assertThat(cleave("report", "stock", "--json", "--out", page.toString())).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("modules")).hasSize(1);
    JsonNode stock = json.at("/modules/0");
    assertThat(stock.get("module").asText()).isEqualTo("stock");
    assertThat(stock.get("pinned").asBoolean()).isTrue();
    assertThat(stock.get("position").asInt()).isEqualTo(2);
    assertThat(stock.at("/callers/0/caller").asText()).isEqualTo("OrderDesk.place");
    assertThat(stock.at("/callers/0/place").asText()).isEqualTo("OrderDesk.java:14");
    assertThat(stock.at("/findings/0/severity").asText()).isEqualTo("pins");
    assertThat(stock.get("data").isNull()).isTrue();
    assertThat(json.get("recording").isNull()).isTrue();
    assertThat(json.at("/bindings/bindings/rest/p50_us").asDouble()).isPositive();
    assertThat(page).content().contains("Taking stock out");
  }

  @Test
  void nothing_but_the_page_is_left_behind() throws IOException {
    TrialWar.build(root);
    cleave("report");

    try (Stream<Path> left = Files.list(root.resolve(".cleave"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .doesNotContain("migrations")
          .noneMatch(name -> name.startsWith("report-"));
    }
  }

  @Test
  void a_damaged_recording_is_named() throws IOException {
    TrialWar.build(root);
    Path recording = root.resolve(".cleave/report/recording.json");
    Files.createDirectories(recording.getParent());
    Files.writeString(recording, "{");

    assertThat(cleave("report")).isEqualTo(1);
    assertThat(err.toString())
        .contains(recording.toString(), "delete it, or record again with ./cleave report --record")
        .hasLineCount(1);
  }

  @Test
  void a_run_is_recorded_in_all_processes_kept_and_reported() throws IOException {
    TrialWar.build(root);
    String answer =
        """
        {"process":"monolith","recording":%s,"started":"2026-11-24T10:00:00Z","seconds":1.0,\
        "requests":10,"calls":[{"module":"ordering","caller":"OrderDesk.place",\
        "file":"OrderDesk.java","line":14,"callee":"stock","method":"Stock.units",\
        "binding":"local","count":20,"failures":0,"p50Micros":3.5,"p99Micros":9.0,\
        "requestBytes":2,"responseBytes":3,"requests":10,"inRequests":20,"maxPerRequest":2,\
        "suspended":20}]}""";
    try (StubProcess monolith =
        new StubProcess("monolith", new Secrets(new Workspace(root).secrets()).internalSecret())) {
      monolith.answer("POST /cleave/record?seconds=1", 200, answer.formatted(true));
      monolith.answer("GET /cleave/record", 200, answer.formatted(true));
      monolith.answer("GET /cleave/record", 200, answer.formatted(false));
      new ProcessTable(new Workspace(root).run()).add(monolith.process());

      assertThat(cleave("report", "--record", "1s", "--json")).as(err.toString()).isZero();
    }
    assertThat(err.toString()).contains("Recorded 20 calls of 1 places");
    JsonNode stock = new ObjectMapper().readTree(out.toString()).at("/modules/1");
    assertThat(stock.at("/callers").findValuesAsText("method"))
        .containsExactly("Stock.units", "Stock.writeOff");
    assertThat(stock.at("/callers/0/measured/per_request").asDouble()).isEqualTo(2);
    assertThat(stock.at("/predictions/0/cpu_millis_per_second").asDouble()).isPositive();

    out.getBuffer().setLength(0);
    assertThat(cleave("report", "stock")).as("later, when nothing runs any more").isZero();
    assertThat(out.toString()).contains("chatty: OrderDesk.place calls Stock.units 2.0 times");
  }

  @Test
  void where_nothing_runs_nothing_can_be_recorded() throws IOException {
    TrialWar.build(root);

    assertThat(cleave("report", "--record", "1s")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing runs that could be asked: ./cleave up");
  }

  @Test
  void a_length_of_time_that_is_none_is_refused() throws IOException {
    TrialWar.build(root);

    assertThat(cleave("report", "--record", "soon")).isEqualTo(2);
    assertThat(err.toString()).contains("write a length of time such as 60s or 5m");
  }

  private int cleave(String... arguments) {
    return Cleave.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
