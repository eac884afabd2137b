package dev.cleave.cli.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationsTest {

  private static final String SECRET = "secret";
  private static final String EVENTS = "GET /cleave/events";
  private static final String DEAD = "GET /cleave/events/dead";
  private static final String REPLAY = "POST /cleave/events/replay";

  private StubProcess monolith;
  private StubProcess ordering;
  private Operations operations;

  @BeforeEach
  void two_processes() throws IOException {
    monolith = new StubProcess("monolith", SECRET);
    ordering = new StubProcess("ordering", SECRET);
    operations = new Operations(List.of(monolith.process(), ordering.process()), SECRET);
  }

  @AfterEach
  void stop() {
    monolith.close();
    ordering.close();
  }

  @Test
  void subscriptions_of_all_processes_are_merged() throws IOException {
    monolith.answer(
        EVENTS,
        200,
        """
        {"subscriptions":[
         {"subscription":"payments.open-wallet","publisher":"accounts","event":"accounts.user-created.v1",
          "generation":1,"state":"ACTIVE","backlog":3,"waiting":1,"retrying":1,"dead":1,
          "oldestAgeSeconds":12.5,"deliveredPerSecond":4.25,"retries":7,"later":"field"},
         {"subscription":"notifications.confirmed","publisher":"ordering","event":"ordering.order-confirmed.v1",
          "generation":1,"state":"ACTIVE","backlog":5,"waiting":0,"retrying":0,"dead":0,
          "oldestAgeSeconds":1,"deliveredPerSecond":10.0,"retries":0}]}
        """);
    ordering.answer(
        EVENTS,
        200,
        """
        {"subscriptions":[
         {"subscription":"notifications.confirmed","publisher":"ordering","event":"ordering.order-confirmed.v1",
          "generation":1,"state":"ACTIVE","backlog":4,"waiting":0,"retrying":0,"dead":0,
          "oldestAgeSeconds":null,"deliveredPerSecond":2.0,"retries":1}]}
        """);

    assertThat(operations.subscriptions())
        .containsExactly(
            new Subscription(
                "notifications.confirmed",
                "ordering",
                "ordering.order-confirmed.v1",
                1,
                "ACTIVE",
                5,
                0,
                0,
                0,
                1,
                12,
                1),
            new Subscription(
                "payments.open-wallet",
                "accounts",
                "accounts.user-created.v1",
                1,
                "ACTIVE",
                3,
                1,
                1,
                1,
                12.5,
                4.25,
                7));
  }

  @Test
  void a_dead_letter_that_two_processes_tell_of_is_one() throws IOException {
    String dead =
        """
        {"dead":[{"subscription":"payments.open-wallet","publisher":"accounts",
         "eventId":"0b0e7d5e-5cf4-4d27-8f5e-3f7fd6a3c7ad","event":"accounts.user-created.v1","key":"7",
         "attempts":8,"cause":"java.lang.IllegalStateException: no","firstFailedAt":"2026-01-01T00:00:00Z",
         "lastFailedAt":"2026-01-01T00:05:00Z","waitingBehind":2}]}
        """;
    monolith.answer(DEAD, 200, dead);
    ordering.answer(DEAD, 200, dead);

    assertThat(operations.deadLetters())
        .containsExactly(
            new DeadLetter(
                "payments.open-wallet",
                "accounts",
                "0b0e7d5e-5cf4-4d27-8f5e-3f7fd6a3c7ad",
                "accounts.user-created.v1",
                "7",
                8,
                "java.lang.IllegalStateException: no",
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:05:00Z",
                2));
  }

  @Test
  void a_replay_goes_on_to_the_process_that_has_the_publisher() throws IOException {
    monolith.answer(REPLAY, 404, "{\"detail\":\"no such subscription here\"}");
    ordering.answer(REPLAY, 200, "{\"replayed\":2}");

    assertThat(operations.replay("notifications.confirmed", Optional.empty())).isEqualTo(2);
    assertThat(ordering.requests())
        .containsExactly(REPLAY + " {\"subscription\":\"notifications.confirmed\"}");
  }

  @Test
  void a_replay_of_what_was_never_parked_says_what_the_shop_says() {
    monolith.answer(REPLAY, 409, "{\"detail\":\"Nothing is parked under 5.\\n Parked are: 7.\"}");
    ordering.answer(REPLAY, 404, "{\"detail\":\"no such subscription here\"}");

    assertThatThrownBy(() -> operations.replay("payments.open-wallet", Optional.of("5")))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("Nothing is parked under 5. Parked are: 7.");
    assertThat(monolith.requests())
        .containsExactly(REPLAY + " {\"eventId\":\"5\",\"subscription\":\"payments.open-wallet\"}");
  }

  @Test
  void sagas_of_a_module_that_is_served_twice_count_once() throws IOException {
    String query = "GET /cleave/sagas?state=STUCK";
    monolith.answer(
        query,
        200,
        """
        {"counts":{"RUNNING":2,"FINISHED":40,"STUCK":1},"sagas":[{"saga":"checkout","id":"a","state":"STUCK",
         "step":"capture","attempts":10,"cause":"no answer","startedAt":"2026-01-01T00:00:00Z",
         "updatedAt":"2026-01-01T00:01:00Z"}]}
        """);
    ordering.answer(
        query,
        200,
        """
        {"counts":{"RUNNING":1,"FINISHED":41,"STUCK":1},"sagas":[{"saga":"checkout","id":"a","state":"STUCK",
         "step":"capture","attempts":10,"cause":null,"startedAt":"2026-01-01T00:00:00Z",
         "updatedAt":"2026-01-01T00:02:00Z"}]}
        """);

    SagaList sagas = operations.sagas(Optional.of(SagaInstance.State.STUCK));

    assertThat(sagas.counts())
        .containsExactlyInAnyOrderEntriesOf(Map.of("RUNNING", 2L, "FINISHED", 41L, "STUCK", 1L));
    assertThat(sagas.sagas())
        .containsExactly(
            new SagaInstance(
                "checkout",
                "a",
                "STUCK",
                "capture",
                10,
                null,
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:02:00Z"));
  }

  @Test
  void a_saga_that_is_not_stuck_is_refused_with_what_the_shop_says() {
    monolith.answer(
        "POST /cleave/sagas/checkout/a%20b/retry", 409, "{\"detail\":\"It is finished.\"}");

    assertThatThrownBy(() -> operations.retry("checkout", "a b"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("It is finished.");
  }

  @Test
  void a_rebuild_is_started_and_read() throws IOException {
    monolith
        .answer(
            "POST /cleave/rebuilds/payments",
            202,
            "{\"module\":\"payments\",\"readModels\":[],\"derivedStates\":[\"ledger\"]}")
        .answer(
            "GET /cleave/rebuilds/payments",
            200,
            """
            {"module":"payments","running":false,"results":[{"name":"ledger","kind":"derived-state",
             "state":"DONE","generation":null,"remaining":0,"entries":120,"differences":1,"cause":null}]}
            """);

    assertThat(operations.startRebuild(monolith.process(), "payments")).containsExactly("ledger");
    Rebuild rebuild = operations.rebuild(monolith.process(), "payments");
    assertThat(rebuild)
        .isEqualTo(
            new Rebuild(
                "payments",
                false,
                List.of(
                    new Rebuild.Result("ledger", "derived-state", "DONE", null, 0, 120, 1, null))));
    assertThat(rebuild.isGood()).isFalse();
  }

  @Test
  void a_wrong_secret_is_told_with_the_address() {
    Operations stranger = new Operations(List.of(monolith.process()), "guess");

    assertThatThrownBy(stranger::subscriptions)
        .isInstanceOf(IOException.class)
        .hasMessageMatching("http://localhost:\\d+/cleave/events: no secret");
  }
}
