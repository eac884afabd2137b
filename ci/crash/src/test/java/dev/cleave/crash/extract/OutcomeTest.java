package dev.cleave.crash.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.crash.load.Figures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomeTest {

  private static final Violations NONE = new Violations(List.of(), List.of());

  private long requests = 10_000;
  private long failed;
  private long failedWhileDown;
  private Violations violations = NONE;
  private List<String> unfinished = List.of();
  private Optional<Long> hold = Optional.of(1000L);
  private Optional<Double> ratio = Optional.of(3.0);
  private boolean timesAreOnlyTold;

  @Test
  void a_run_within_all_bounds_is_a_success() {
    assertThat(outcome().reasons()).isEmpty();
    assertThat(outcome().exitCode(false)).isZero();
  }

  @Test
  void a_failed_request_is_none() {
    failed = 1;
    isRefusedFor("1 requests failed");
  }

  @Test
  void a_lost_effect_is_none() {
    violations =
        new Violations(List.of("every answered order is there: order 1 is not"), List.of());
    isRefusedFor("1 effects were lost");
  }

  @Test
  void a_doubled_effect_is_none() {
    violations = new Violations(List.of(), List.of("every user is there once: user 1"));
    isRefusedFor("1 effects were doubled");
  }

  @Test
  void too_few_requests_are_none() {
    requests = 9_999;
    isRefusedFor("9999 requests were sent, and fewer than 10000 prove nothing");
  }

  @Test
  void a_long_hold_is_none() {
    hold = Optional.of(1001L);
    isRefusedFor("callers waited for 1001 ms, longer than 1000 ms");
  }

  @Test
  void no_hold_at_all_is_none() {
    hold = Optional.empty();
    isRefusedFor("callers never waited, so the module has not changed its database");
  }

  @Test
  void a_slow_hold_is_none() {
    ratio = Optional.of(3.1);
    isRefusedFor("the p99 around a hold is 3.1 times that of steady load, more than 3 times");
  }

  @Test
  void a_hold_that_cannot_be_compared_is_none() {
    ratio = Optional.empty();
    isRefusedFor("there was no steady load before a hold to compare it with");
  }

  @Test
  void a_step_that_did_not_succeed_is_none() {
    unfinished = List.of("move forward: the disk is full");
    isRefusedFor("not finished: move forward: the disk is full");
  }

  @Test
  void where_servers_are_killed_times_are_not_judged_and_losses_are() {
    timesAreOnlyTold = true;
    hold = Optional.of(9000L);
    ratio = Optional.empty();
    failedWhileDown = 500;
    assertThat(outcome().exitCode(false)).isZero();
    violations =
        new Violations(List.of("every answered order is there: order 1 is not"), List.of());
    assertThat(outcome().exitCode(false)).isEqualTo(1);
  }

  @Test
  void a_sabotage_must_be_noticed() {
    assertThat(outcome().exitCode(true)).isEqualTo(1);
    failed = 1;
    assertThat(outcome().exitCode(true)).isZero();
    failed = 0;
    violations = new Violations(List.of(), List.of("every user is there once: user 1"));
    assertThat(outcome().exitCode(true)).isZero();
  }

  @Test
  void slowness_is_no_sign_of_a_sabotage() {
    hold = Optional.of(9000L);
    ratio = Optional.of(50.0);
    requests = 1;
    assertThat(outcome().exitCode(true)).isEqualTo(1);
  }

  @Test
  void violations_are_sorted_by_their_laws() {
    Violations sorted =
        Violations.of(
            List.of(
                "every answered user is there: user 1 of the key k is not",
                "every user is there once: user 1 was answered to the keys k and l"));

    assertThat(sorted.lost()).hasSize(1);
    assertThat(sorted.doubled()).hasSize(1);
  }

  @Test
  void its_json_has_what_scripts_ask_for() throws Exception {
    assertThat(Report.json(outcome()))
        .doesNotContain("\n")
        .contains(
            "\"requests\":10000,\"failed\":0",
            "\"lost\":0,\"doubled\":0,\"longest_hold_ms\":1000,\"p99_ratio\":3.0",
            "\"starts_p99_ms\":70.0",
            "\"steps\":[{\"step\":\"move\",\"direction\":\"forward\"");
  }

  private void isRefusedFor(String reason) {
    assertThat(outcome().reasons()).containsExactly(reason);
    assertThat(outcome().exitCode(false)).isEqualTo(1);
  }

  private Outcome outcome() {
    return new Outcome(
        "shipping",
        60,
        requests,
        failed,
        failedWhileDown,
        List.of(),
        violations,
        List.of(),
        unfinished,
        hold,
        ratio,
        70,
        List.of(new StepFigures("move", "forward", 30, new Figures(100, 0, 5, 10, 400), hold, 0)),
        timesAreOnlyTold);
  }
}
