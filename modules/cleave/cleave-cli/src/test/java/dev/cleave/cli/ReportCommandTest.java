package dev.cleave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

  private int cleave(String... arguments) {
    return Cleave.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
