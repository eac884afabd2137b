package dev.cleave.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.cli.report.Finding.Severity;
import dev.cleave.cli.report.Recording.Call;
import dev.cleave.verify.CodeFacts;
import dev.cleave.verify.ContractCall;
import dev.cleave.verify.ContractCall.Kind;
import dev.cleave.verify.ModuleFacts;
import dev.cleave.verify.ModuleFacts.Listening;
import dev.cleave.verify.ModuleFacts.Published;
import dev.cleave.verify.SourcePlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ordering calls stock twice, stock calls nobody, and mail only listens. */
class ReadinessTest {
  private static final BindingTable TABLE = table();

  @TempDir private Path root;

  private static BindingTable table() {
    Map<String, BindingTable.Cost> bindings = new LinkedHashMap<>();
    bindings.put("local", new BindingTable.Cost(1, 2, 0));
    bindings.put("rest", new BindingTable.Cost(1001, 502, 700));
    return new BindingTable("made up", bindings);
  }

  private static SourcePlace place(String member, int line) {
    String type = member.substring(0, member.indexOf('.'));
    return new SourcePlace("shop." + type, member, type + ".java", line);
  }

  private static ContractCall call(String caller, int line, String method, Kind kind, String tx) {
    return new ContractCall("ordering", place(caller, line), "stock", method, kind, tx);
  }

  private static CodeFacts code(ContractCall... calls) {
    return new CodeFacts(
        List.of(
            new ModuleFacts(
                "mail",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                    new Listening(
                        "mail.confirm", "ordering.placed.v1", "ordering", place("Mail.on", 9)))),
            new ModuleFacts(
                "ordering",
                List.of("Ordering"),
                List.of(calls),
                List.of(),
                List.of(new Published("ordering.placed.v1", "shop.Placed", List.of("Desk"))),
                List.of()),
            new ModuleFacts(
                "stock", List.of("Stock"), List.of(), List.of(), List.of(), List.of())));
  }

  private static final ContractCall READ = call("Desk.place", 5, "Stock.units", Kind.READ, "");
  private static final ContractCall COMMAND =
      call("Desk.place", 7, "Stock.reserve", Kind.COMMAND, "");

  private static Call recorded(String method, int line, String binding, long count) {
    return new Call(
        "ordering",
        "Desk.place",
        "Desk.java",
        line,
        "stock",
        method,
        binding,
        count,
        40,
        90,
        100,
        200,
        count / 4,
        count,
        4,
        0);
  }

  private static Recording recording(String started, Call... calls) {
    return new Recording(
        started, List.of(new Recording.Recorded("monolith", 10, 100, List.of(calls))));
  }

  private Readiness readiness(CodeFacts code, Recording... recordings) throws IOException {
    return Readiness.of(
        new Readiness.Sources(
            code, SourceTree.of(root), TABLE, List.of(recordings), Map.of(), Map.of(), List.of()));
  }

  private static ModuleReadiness module(Readiness readiness, String name) {
    return readiness.only(name).modules().get(0);
  }

  @Test
  void what_only_events_connect_comes_first_and_chatty_modules_later() throws IOException {
    Readiness readiness = readiness(code(READ, COMMAND));

    assertThat(readiness.modules()).extracting(ModuleReadiness::module).startsWith("mail");
    assertThat(readiness.modules().get(0).reasons())
        .containsExactly("only events connect it: no call changes its way but those from outside");
  }

  @Test
  void a_read_inside_a_transaction_costs_and_a_command_there_blocks() throws IOException {
    ModuleReadiness stock =
        module(
            readiness(
                code(
                    call("Desk.place", 5, "Stock.units", Kind.READ, "Desk.place"),
                    call("Desk.place", 7, "Stock.reserve", Kind.COMMAND, "Desk.place"))),
            "stock");

    assertThat(stock.findings())
        .extracting(Finding::severity, Finding::place)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Severity.BLOCKS, "Desk.java:7"),
            org.assertj.core.groups.Tuple.tuple(Severity.COSTS, "Desk.java:5"));
    assertThat(stock.points()).isEqualTo(100 + 20 + 2 * 5);
  }

  @Test
  void events_are_known_with_those_who_take_them() throws IOException {
    Readiness readiness = readiness(code());

    assertThat(module(readiness, "ordering").told().get(0).subscriptions())
        .containsExactly("mail.confirm");
    assertThat(module(readiness, "mail").heard().get(0).place()).isEqualTo("Mail.java:9");
  }

  @Test
  void recorded_calls_are_joined_with_their_lines_of_code() throws IOException {
    Readiness readiness =
        readiness(
            code(READ, COMMAND),
            recording("2026-11-24T10:00:00Z", recorded("Stock.units", 5, "local", 400)));

    List<CallRow> callers = module(readiness, "stock").callers();
    assertThat(callers).extracting(CallRow::method).containsExactly("Stock.reserve", "Stock.units");
    assertThat(callers.get(0).measured()).isNull();
    assertThat(callers.get(1).measured().perSecond()).isEqualTo(40);
    assertThat(callers.get(1).measured().perRequest()).isEqualTo(4);
    assertThat(module(readiness, "stock").reasons())
        .contains(
            "chatty: Desk.place calls Stock.units 4.0 times per request",
            "40.0 calls/s to and from it");
  }

  @Test
  void a_prediction_is_the_number_of_calls_times_what_the_binding_adds() throws IOException {
    Prediction rest =
        module(
                readiness(
                    code(READ),
                    recording("2026-11-24T10:00:00Z", recorded("Stock.units", 5, "local", 400))),
                "stock")
            .predictions()
            .get(0);

    assertThat(rest.binding()).isEqualTo("rest");
    assertThat(rest.addedMicrosPerCall()).isEqualTo(1000);
    assertThat(rest.addedMicrosPerRequest()).as("400 calls in 100 requests").isEqualTo(4000);
    assertThat(rest.cpuMillisPerSecond()).as("40 calls/s, 500 µs each").isEqualTo(20);
    assertThat(rest.bytesPerSecond()).isEqualTo(40 * (700 + 300));
  }

  @Test
  void a_read_that_was_recorded_inside_a_transaction_is_found_though_the_code_hides_it()
      throws IOException {
    Call suspending =
        new Call(
            "ordering",
            "Desk.place",
            "Desk.java",
            5,
            "stock",
            "Stock.units",
            "local",
            9,
            1,
            1,
            1,
            1,
            9,
            9,
            1,
            7);

    assertThat(
            module(readiness(code(READ), recording("2026-11-24T10:00:00Z", suspending)), "stock")
                .findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.COSTS);
              assertThat(finding.place()).isEqualTo("Desk.java:5");
              assertThat(finding.what()).contains("7 times while it was recorded");
            });
  }

  @Test
  void calls_that_travel_already_are_not_predicted_again() throws IOException {
    Prediction rest =
        module(
                readiness(
                    code(READ),
                    recording("2026-11-24T10:00:00Z", recorded("Stock.units", 5, "rest", 400))),
                "stock")
            .predictions()
            .get(0);

    assertThat(rest.addedMicrosPerRequest()).isZero();
    assertThat(rest.cpuMillisPerSecond()).isZero();
  }

  @Test
  void without_a_recording_only_the_price_of_one_call_is_predicted() throws IOException {
    Prediction rest = module(readiness(code(READ)), "stock").predictions().get(0);

    assertThat(rest.addedMicrosPerCall()).isEqualTo(1000);
    assertThat(rest.addedMicrosPerRequest()).isNull();
  }

  @Test
  void once_a_call_travels_what_was_predicted_stands_beside_what_was_measured() throws IOException {
    Call before = recorded("Stock.units", 5, "local", 400);
    Readiness readiness =
        readiness(
            code(READ),
            recording("2026-11-24T12:00:00Z", recorded("Stock.units", 5, "rest", 400)),
            recording("2026-11-24T10:00:00Z", before));

    assertThat(module(readiness, "stock").comparisons())
        .containsExactly(
            new Comparison("ordering", "Desk.place", "Stock.units", "rest", 40.0, 40 + 1000, 40));
  }

  @Test
  void every_text_is_escaped_in_the_page() throws IOException {
    ContractCall odd = call("Desk.<init>", 3, "Stock.units", Kind.READ, "a<b>&\"c'");
    String page = HtmlReport.of(readiness(code(odd)));

    assertThat(page).contains("Desk.&lt;init&gt;", "a&lt;b&gt;&amp;&quot;c&#39;");
    assertThat(page).doesNotContain("<init>", "a<b>");
  }

  @Test
  void the_page_needs_no_other_file() throws IOException {
    assertThat(HtmlReport.of(readiness(code(READ))))
        .contains("prefers-color-scheme: dark")
        .doesNotContain("http://", "https://", "src=", "<link", "@import", "url(");
  }

  @Test
  void the_steps_of_an_extraction_are_shown() throws IOException {
    Path file = root.resolve("stock.json");
    java.nio.file.Files.writeString(
        file,
        """
        {"module":"stock","step":"canary","records":[{"step":"start","direction":"forward",\
        "state":"done","started":"2026-11-24T12:00:00Z","ended":"2026-11-24T12:00:09Z",\
        "figures":{"seconds":9}}],"more":1}""");
    Extraction extraction = Extraction.read(file).orElseThrow();

    String page =
        HtmlReport.of(
            Readiness.of(
                new Readiness.Sources(
                    code(),
                    SourceTree.of(root),
                    TABLE,
                    List.of(),
                    Map.of(),
                    Map.of("stock", extraction),
                    List.of())));
    assertThat(page).contains("Its extraction", "2026-11-24T12:00:09Z", "seconds 9");
    assertThat(new ObjectMapper().valueToTree(extraction).get("step").asText()).isEqualTo("canary");
  }
}
