package dev.cleave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.cli.operation.StubProcess;
import dev.cleave.cli.process.ProcessTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as they are typed, in a folder where one process seems to run. */
class OperatorCommandsTest {

  private static final String EVENTS = "GET /cleave/events";
  private static final String DIFFS =
      """
      {"process":"monolith","modules":[{"module":"payments","since":"2026-05-06T11:00:00Z",
       "methods":[{"method":"Payments.wallet","compared":12,"equal":11,"settled":2,"different":1,
        "failed":3,"dropped":4,"lastFailure":"ModuleUnavailable: nobody is\\nthere","new":1}],
       "differences":[{"at":"2026-05-06T12:00:00Z","method":"Payments.wallet",
        "arguments":"{\\"id\\":7}","control":{"kind":"RESULT","json":"{\\"amount\\":1.0}"},
        "candidate":{"kind":"PROBLEM","json":"{\\"problem\\":\\"payments.no-wallet\\"}"}}]}]}
      """;
  private static final String ROOT = "cleave.root";

  @TempDir private Path root;
  private final String rootBefore = System.getProperty(ROOT);
  private StubProcess monolith;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void a_process_runs() throws IOException {
    for (String module : new String[] {"ordering", "payments"}) {
      Path service = root.resolve("modules").resolve(module).resolve(module + "-service");
      Files.createDirectories(service);
      Files.createFile(service.resolve("pom.xml"));
    }
    Files.createFile(root.resolve("pom.xml"));
    Files.createDirectories(root.resolve("app-server-config"));
    Files.writeString(root.resolve("app-server-config/ports.properties"), "monolith=1\n");
    System.setProperty(ROOT, root.toString());
    Workspace workspace = new Workspace(root);
    monolith = new StubProcess("monolith", new Secrets(workspace.secrets()).internalSecret());
    new ProcessTable(workspace.run()).add(monolith.process());
  }

  @AfterEach
  void stop() {
    monolith.close();
    if (rootBefore == null) {
      System.clearProperty(ROOT);
    } else {
      System.setProperty(ROOT, rootBefore);
    }
  }

  @Test
  void events_are_shown_as_a_table() {
    monolith.answer(
        EVENTS, 200, subscriptions("\"backlog\":3,\"oldestAgeSeconds\":4000,\"dead\":1"));

    assertThat(cleave("events")).isZero();
    assertThat(out.toString().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .containsExactly(
            "SUBSCRIPTION EVENT BACKLOG OLDEST RATE RETRIES DEAD",
            "payments.open-wallet accounts.user-created.v1 3 1 h 6 min 0.0/s 0 1",
            "",
            "./cleave events dead shows why deliveries were given up.");
  }

  @Test
  void events_are_printed_as_json() {
    monolith.answer(EVENTS, 200, subscriptions("\"backlog\":3"));

    assertThat(cleave("events", "--json")).isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(
            "{\"subscriptions\":[{\"subscription\":\"payments.open-wallet\",\"publisher\":\"accounts\","
                + "\"event\":\"accounts.user-created.v1\",\"generation\":1,\"state\":\"ACTIVE\","
                + "\"backlog\":3,\"waiting\":0,\"retrying\":0,\"dead\":0,\"oldest_age_seconds\":0.0,"
                + "\"delivered_per_second\":0.0,\"retries\":0}]}");
  }

  @Test
  void dead_letters_are_shown_with_their_causes() {
    monolith.answer(
        "GET /cleave/events/dead",
        200,
        """
        {"dead":[{"subscription":"payments.open-wallet","publisher":"accounts","eventId":"e-1",
         "event":"accounts.user-created.v1","key":"7","attempts":8,"cause":"it broke\\n at x",
         "firstFailedAt":"2026-01-01T00:00:00Z","lastFailedAt":"2026-01-01T00:05:00Z","waitingBehind":2}]}
        """);

    assertThat(cleave("events", "dead")).isZero();
    assertThat(out.toString())
        .startsWith(
            """
            payments.open-wallet
              e-1  accounts.user-created.v1 of 7: given up after 8 attempts, the last one at 2026-01-01T00:05:00Z, 2 waiting behind it
                it broke at x
            """);
  }

  @Test
  void a_replay_says_how_many_are_tried_again() {
    monolith
        .answer(EVENTS, 200, subscriptions("\"dead\":2"))
        .answer("POST /cleave/events/replay", 200, "{\"replayed\":2}");

    assertThat(cleave("events", "replay", "payments.open-wallet")).isZero();
    assertThat(out.toString()).startsWith("2 deliveries of payments.open-wallet will be tried");
  }

  @Test
  void an_unknown_subscription_is_refused_with_the_nearest_one() {
    monolith.answer(EVENTS, 200, subscriptions("\"dead\":2"));

    assertThat(cleave("events", "replay", "payments.open-walet")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "cleave: there is no subscription payments.open-walet; did you mean"
                + " payments.open-wallet? There are payments.open-wallet");
  }

  @Test
  void nothing_parked_is_one_line() {
    monolith
        .answer(EVENTS, 200, subscriptions("\"dead\":0"))
        .answer("POST /cleave/events/replay", 409, "{\"detail\":\"Nothing is parked.\"}");

    assertThat(cleave("events", "replay", "payments.open-wallet", "--event", "x")).isEqualTo(1);
    assertThat(err.toString()).isEqualToIgnoringNewLines("cleave: Nothing is parked.");
  }

  @Test
  void sagas_are_shown_with_their_counts() {
    monolith.answer(
        "GET /cleave/sagas?state=STUCK",
        200,
        """
        {"counts":{"STUCK":1,"FINISHED":8},"sagas":[{"saga":"checkout","id":"a","state":"STUCK","step":"capture",
         "attempts":10,"cause":"no answer","startedAt":"x","updatedAt":"2026-01-01T00:01:00Z"}]}
        """);

    assertThat(cleave("sagas", "--state", "stuck")).isZero();
    assertThat(out.toString())
        .startsWith("  0 running, 0 compensating, 8 finished, 0 compensated, 1 stuck")
        .contains("checkout")
        .contains("no answer");
  }

  @Test
  void an_unknown_state_is_refused_with_those_that_exist() {
    assertThat(cleave("sagas", "--state", "stack")).isEqualTo(2);
    assertThat(err.toString()).contains("RUNNING, COMPENSATING, FINISHED, COMPENSATED, STUCK");
  }

  @Test
  void a_stuck_saga_goes_on() {
    monolith.answer("POST /cleave/sagas/checkout/a/retry", 200, "");

    assertThat(cleave("sagas", "retry", "checkout", "a")).isZero();
    assertThat(out.toString()).startsWith("checkout a goes on");
  }

  @Test
  void a_rebuild_is_followed_to_its_end() {
    rebuild("\"state\":\"DONE\",\"entries\":120,\"differences\":0");

    assertThat(cleave("rebuild", "payments")).isZero();
    assertThat(out.toString())
        .contains("derived state ledger: 120 entries read, no difference")
        .contains("Rebuilt payments (");
    assertThat(monolith.requests()).hasSize(3);
  }

  @Test
  void a_rebuild_that_finds_a_difference_ends_with_one() {
    rebuild("\"state\":\"DONE\",\"entries\":120,\"differences\":2");

    assertThat(cleave("rebuild", "payments")).isEqualTo(1);
    assertThat(out.toString()).contains("120 entries read, 2 differences to what was there");
  }

  @Test
  void a_rebuild_that_fails_ends_with_one_and_its_cause() {
    rebuild("\"state\":\"FAILED\",\"entries\":1,\"cause\":\"it broke\"");

    assertThat(cleave("rebuild", "payments")).isEqualTo(1);
    assertThat(out.toString()).contains("derived state ledger failed: it broke");
  }

  @Test
  void an_unknown_module_is_refused_with_the_nearest_one() {
    assertThat(cleave("rebuild", "paiments")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "cleave: there is no module paiments; did you mean payments? There are ordering,"
                + " payments");
  }

  @Test
  void where_nothing_runs_that_is_said() throws IOException {
    new ProcessTable(new Workspace(root).run()).remove("monolith");

    assertThat(cleave("events")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("cleave: nothing runs that could be asked: ./cleave up");
  }

  @Test
  void status_tells_of_dead_letters_and_stuck_sagas() {
    monolith
        .answer(
            "GET /cleave/status", 200, "{\"process\":\"monolith\",\"modules\":[],\"problems\":[]}")
        .answer(EVENTS, 200, subscriptions("\"dead\":2"))
        .answer("GET /cleave/sagas?state=STUCK", 200, "{\"counts\":{\"STUCK\":1},\"sagas\":[]}");

    assertThat(cleave("status")).isZero();
    assertThat(out.toString())
        .contains("! payments.open-wallet has 2 dead letters: ./cleave events dead")
        .contains("! 1 saga is stuck: ./cleave sagas --state STUCK");
  }

  @Test
  void diffs_are_shown_with_their_figures_and_both_sides() {
    monolith.answer("GET /cleave/diffs?module=payments", 200, DIFFS);

    assertThat(cleave("route", "--diffs", "payments")).isZero();
    assertThat(out.toString().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .containsExactly(
            "MODULE METHOD COMPARED EQUAL SETTLED DIFFERENT FAILED DROPPED",
            "payments Payments.wallet 12 11 2 1 3 4",
            "! Payments.wallet failed last with ModuleUnavailable: nobody is there",
            "",
            "2026-05-06T12:00:00Z Payments.wallet {\"id\":7} in monolith",
            "control {\"amount\":1.0}",
            "candidate refuses: {\"problem\":\"payments.no-wallet\"}");
  }

  @Test
  void diffs_are_printed_as_json() {
    monolith.answer("GET /cleave/diffs", 200, DIFFS);

    assertThat(cleave("route", "--diffs", "--json")).isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(
            "{\"modules\":[{\"module\":\"payments\",\"methods\":[{\"method\":\"Payments.wallet\","
                + "\"compared\":12,\"equal\":11,\"settled\":2,\"different\":1,\"failed\":3,"
                + "\"dropped\":4,\"last_failure\":\"ModuleUnavailable: nobody is\\nthere\"}],"
                + "\"differences\":[{\"process\":\"monolith\",\"at\":\"2026-05-06T12:00:00Z\","
                + "\"method\":\"Payments.wallet\",\"arguments\":\"{\\\"id\\\":7}\","
                + "\"control\":{\"kind\":\"RESULT\",\"json\":\"{\\\"amount\\\":1.0}\"},"
                + "\"candidate\":{\"kind\":\"PROBLEM\","
                + "\"json\":\"{\\\"problem\\\":\\\"payments.no-wallet\\\"}\"}}]}]}");
  }

  @Test
  void without_comparisons_or_differences_it_says_so() {
    monolith
        .answer("GET /cleave/diffs", 200, "{\"process\":\"monolith\",\"modules\":[]}")
        .answer(
            "GET /cleave/diffs?module=payments",
            200,
            "{\"process\":\"monolith\",\"modules\":[{\"module\":\"payments\",\"methods\":["
                + "{\"method\":\"Payments.wallet\",\"compared\":1,\"equal\":1}],"
                + "\"differences\":[]}]}");

    assertThat(cleave("route", "--diffs")).isZero();
    assertThat(out.toString()).startsWith("Nothing was compared: ");
    assertThat(cleave("route", "--diffs", "payments")).isZero();
    assertThat(out.toString().strip()).endsWith("No answer differed.");
  }

  @Test
  void diffs_of_a_module_that_there_is_not_are_refused() {
    assertThat(cleave("route", "--diffs", "payment")).isEqualTo(1);
    assertThat(err.toString()).startsWith("cleave: there is no module payment; there are ");
    assertThat(cleave("route", "payments", "rest", "--json")).isEqualTo(2);
    assertThat(err.toString()).contains("write route --diffs [MODULE] [--json]");
  }

  private int cleave(String... arguments) {
    return Cleave.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private void rebuild(String end) {
    String results =
        "{\"module\":\"payments\",\"running\":%s,\"results\":[{\"name\":\"ledger\","
            + "\"kind\":\"derived-state\",%s}]}";
    monolith
        .answer(
            "POST /cleave/rebuilds/payments",
            202,
            "{\"module\":\"payments\",\"readModels\":[],\"derivedStates\":[\"ledger\"]}")
        .answer(
            "GET /cleave/rebuilds/payments",
            200,
            results.formatted(true, "\"state\":\"BUILDING\",\"remaining\":5"))
        .answer("GET /cleave/rebuilds/payments", 200, results.formatted(false, end));
  }

  private static String subscriptions(String figures) {
    return """
        {"subscriptions":[{"subscription":"payments.open-wallet","publisher":"accounts",
         "event":"accounts.user-created.v1","generation":1,"state":"ACTIVE",%s}]}
        """
        .formatted(figures);
  }
}
