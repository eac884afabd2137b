package dev.cleave.runtime.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.CallFailed;
import dev.cleave.CommandInProgress;
import dev.cleave.DeadlineExceeded;
import dev.cleave.InvalidRequest;
import dev.cleave.ModuleStandby;
import dev.cleave.ModuleUnavailable;
import dev.cleave.runtime.problem.ProblemDocument;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
  private static Exception answered(int status, String body) {
    return ProblemDocument.restore(Trial.CONTRACT, status, body);
  }

  @Test
  void a_read_that_fails_on_its_way_is_repeated_twice_at_most() {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          throw Trial.unreachable();
        };
    assertThat(trial.failure("rate", 1)).isInstanceOf(ModuleUnavailable.class);
    assertThat(trial.attempts).hasSize(3);
    assertThat(trial.waits).hasSize(2);
    assertThat(trial.waits.get(0)).isLessThanOrEqualTo(Duration.ofMillis(50));
    assertThat(trial.waits.get(1)).isLessThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void a_repeat_that_is_answered_is_the_answer() throws Exception {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          if (attempt < 3) {
            throw attempt == 1 ? Trial.broken() : Trial.garbage();
          }
          return 42;
        };
    assertThat(trial.call("rate", 1)).isEqualTo(42);
    assertThat(trial.attempts).hasSize(3);
  }

  @Test
  void an_answer_that_is_no_problem_document_is_a_failure_of_the_way() throws Exception {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          if (attempt == 1) {
            throw answered(502, "<html>bad gateway</html>");
          }
          return 42;
        };
    assertThat(trial.call("rate", 1)).isEqualTo(42);
  }

  @Test
  void what_the_callee_has_answered_is_not_asked_for_again() {
    List<Exception> answers =
        List.of(
            new Rates.NoRate(),
            new InvalidRequest("no", List.of()),
            new ModuleStandby("not here"),
            DeadlineExceeded.notStarted("too late"),
            answered(500, "{\"code\":\"cleave.call-failed\",\"detail\":\"a defect\"}"),
            answered(
                503,
                "{\"code\":\"cleave.module-unavailable\",\"detail\":\"another\",\"outcomeKnown\":true}"));
    for (Exception answer : answers) {
      Trial trial = new Trial();
      trial.behaviour =
          (attempt, context) -> {
            throw answer;
          };
      assertThat(trial.failure("rate", 1)).isSameAs(answer);
      assertThat(trial.attempts).as(answer.toString()).hasSize(1);
    }
  }

  @Test
  void a_callee_that_sheds_load_is_asked_again() throws Exception {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          if (attempt == 1) {
            throw answered(503, "{\"code\":\"cleave.overloaded\",\"detail\":\"busy\"}");
          }
          return 42;
        };
    assertThat(trial.call("rate", 1)).isEqualTo(42);
  }

  @Test
  void a_command_is_repeated_so_that_its_callee_asks_for_the_key() throws Exception {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          if (attempt == 1) {
            throw Trial.broken();
          }
          return 42;
        };
    assertThat(trial.call("set", 1)).isEqualTo(42);
    assertThat(trial.attempts).containsExactly(false, true);
  }

  @Test
  void that_a_repeat_reached_nobody_does_not_tell_what_became_of_the_command() {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          throw attempt == 1 ? Trial.broken() : Trial.unreachable();
        };
    assertThat(trial.failure("set", 1))
        .isInstanceOfSatisfying(
            ModuleUnavailable.class, e -> assertThat(e.isOutcomeKnown()).isFalse());
  }

  @Test
  void a_command_that_reached_nobody_at_all_is_known_not_to_be_done() {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          throw Trial.unreachable();
        };
    assertThat(trial.failure("set", 1))
        .isInstanceOfSatisfying(
            ModuleUnavailable.class, e -> assertThat(e.isOutcomeKnown()).isTrue());
  }

  @Test
  void a_repeat_waits_for_the_attempt_that_is_still_being_executed() throws Exception {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) ->
            switch (attempt) {
              case 1 -> throw Trial.broken();
              case 2 -> throw new CommandInProgress("wait");
              default -> 42;
            };
    assertThat(trial.call("set", 1)).isEqualTo(42);
  }

  @Test
  void a_command_in_progress_that_another_has_begun_is_an_answer() {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          throw new CommandInProgress("of another");
        };
    assertThat(trial.failure("set", 1)).isInstanceOf(CommandInProgress.class);
    assertThat(trial.attempts).hasSize(1);
  }

  @Test
  void no_repeat_is_begun_after_the_deadline() {
    Trial trial = new Trial("Retry/delay", "2000");
    trial.behaviour =
        (attempt, context) -> {
          throw Trial.unreachable();
        };
    assertThatThrownBy(() -> trial.call("rate", 1, Duration.ofNanos(1)))
        .isInstanceOf(ModuleUnavailable.class);
    assertThat(trial.attempts).hasSize(1);
  }

  @Test
  void the_annotation_says_how_often_and_when() {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          throw Trial.unreachable();
        };
    trial.failure("annotated", 1);
    assertThat(trial.waits)
        .singleElement()
        .satisfies(
            wait -> assertThat(wait).isBetween(Duration.ofMillis(30), Duration.ofMillis(50)));
  }

  @Test
  void an_outage_is_not_multiplied_by_repeats() throws Exception {
    Trial trial = new Trial("CircuitBreaker/enabled", "false");
    trial.behaviour =
        (attempt, context) -> {
          throw Trial.unreachable();
        };
    for (int i = 0; i < 1000; i++) {
      trial.failure("rate", 1);
      trial.clock.addAndGet(1_000_000);
    }
    assertThat(trial.attempts.size()).isBetween(1010, 1500);
    assertThat(trial.guards().status().get(0).lastMinute().retriesRefused()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Retry/enabled", "MP_Fault_Tolerance_NonFallback_Enabled"})
  void retries_can_be_switched_off(String key) {
    Trial trial = new Trial(key, "false");
    trial.behaviour =
        (attempt, context) -> {
          throw Trial.unreachable();
        };
    trial.failure("rate", 1);
    assertThat(trial.attempts).hasSize(1);
  }

  @Test
  void a_time_out_shortens_the_deadline_of_each_attempt() throws Exception {
    Trial trial = new Trial();
    AtomicReference<Duration> seen = new AtomicReference<>();
    AtomicReference<Duration> whole = new AtomicReference<>();
    long begin = System.nanoTime();
    trial.behaviour =
        (attempt, context) -> {
          long remaining = context.remainingNanos();
          seen.set(Duration.ofNanos(remaining));
          whole.set(Duration.ofNanos(remaining + System.nanoTime() - begin));
          if (attempt == 1) {
            throw Trial.late();
          }
          return 42;
        };
    assertThat(trial.call("quick", 1)).isEqualTo(42);
    assertThat(seen.get()).isLessThanOrEqualTo(Duration.ofMillis(300));
    assertThat(whole.get()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    assertThat(trial.attempts).hasSize(2);
  }

  @Test
  void an_interrupted_thread_stays_interrupted() {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          throw new InterruptedException();
        };
    Exception failure = trial.failure("rate", 1);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure)
        .isInstanceOfSatisfying(
            ModuleUnavailable.class, e -> assertThat(e.isOutcomeKnown()).isFalse());
  }

  @Test
  void a_defect_of_the_callee_stays_what_it_is() {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          throw answered(500, "{\"code\":\"cleave.call-failed\",\"detail\":\"a defect\"}");
        };
    assertThat(trial.failure("rate", 1)).isInstanceOf(CallFailed.class).hasMessage("a defect");
  }

  @Test
  void a_command_that_may_be_done_stays_so_whatever_a_repeat_finds() {
    for (Exception maybe : List.of(Trial.broken(), Trial.late(), Trial.garbage())) {
      Trial trial = new Trial();
      trial.behaviour =
          (attempt, context) -> {
            throw attempt == 1 ? maybe : Trial.unreachable();
          };
      assertThat(trial.failure("set", 1))
          .as(maybe.toString())
          .isInstanceOfSatisfying(
              ModuleUnavailable.class, e -> assertThat(e.isOutcomeKnown()).isFalse());
      assertThat(trial.attempts).as(maybe.toString()).containsExactly(false, true, true);
    }
  }

  @Test
  void that_a_repeat_was_not_begun_in_time_does_not_tell_what_became_of_the_command() {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          throw attempt == 1 ? Trial.broken() : DeadlineExceeded.notStarted("too late");
        };
    assertThat(trial.failure("set", 1))
        .isInstanceOfSatisfying(
            DeadlineExceeded.class, e -> assertThat(e.isOutcomeKnown()).isFalse());
  }

  @Test
  void that_a_repeat_is_rejected_does_not_tell_what_became_of_the_command() {
    Trial trial =
        new Trial(
            "RateLimit/value",
            "1",
            "RateLimit/window",
            "3600000",
            "CircuitBreaker/enabled",
            "false");
    trial.behaviour =
        (attempt, context) -> {
          throw Trial.broken();
        };
    assertThat(trial.failure("set", 1))
        .hasMessageContaining("RateLimit/value")
        .isInstanceOfSatisfying(
            ModuleUnavailable.class, e -> assertThat(e.isOutcomeKnown()).isFalse());
    assertThat(trial.attempts).hasSize(1);
  }

  @Test
  void what_a_repeat_finds_in_progress_for_too_long_failed_as_the_first_attempt_did() {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          throw attempt == 1
              ? Trial.broken()
              : attempt == 2 ? Trial.garbage() : new CommandInProgress("wait");
        };
    assertThat(trial.failure("set", 1))
        .hasMessage("the connection broke")
        .isInstanceOfSatisfying(
            ModuleUnavailable.class, e -> assertThat(e.isOutcomeKnown()).isFalse());
  }

  @Test
  void so_it_does_when_the_budget_is_used_up_meanwhile() {
    Trial trial =
        new Trial("Retry/delay", "0", "Retry/maxRetries", "9", "CircuitBreaker/enabled", "false");
    trial.behaviour =
        (attempt, context) -> {
          throw Trial.unreachable();
        };
    trial.failure("rate", 1);
    assertThat(trial.attempts).hasSize(10);
    trial.behaviour =
        (attempt, context) -> {
          throw attempt == 11 ? Trial.broken() : new CommandInProgress("wait");
        };
    assertThat(trial.failure("set", 1)).hasMessage("the connection broke");
    assertThat(trial.attempts).hasSize(12);
    assertThat(trial.guards().status().get(0).lastMinute().retriesRefused()).isEqualTo(1);
  }

  /** The attempts at a call that are each a minute apart. */
  private static int attempts(Duration deadline, String... keys) {
    Trial trial = new Trial(keys);
    trial.follow("Retry/delay", "60000", "Retry/jitter", "0");
    trial.behaviour =
        (attempt, context) -> {
          throw Trial.unreachable();
        };
    assertThatThrownBy(() -> trial.call("annotated", 1, deadline))
        .isInstanceOf(ModuleUnavailable.class);
    assertThat(trial.waits).allMatch(Duration.ofMinutes(1)::equals);
    return trial.attempts.size();
  }

  @Test
  void no_repeat_is_waited_for_that_would_come_too_late() {
    assertThat(attempts(Duration.ofSeconds(59))).isEqualTo(1);
    assertThat(attempts(Duration.ofHours(1))).isEqualTo(2);
  }

  @Test
  void repeats_end_with_the_longest_time_that_is_set_for_them() {
    Duration hour = Duration.ofHours(1);
    assertThat(attempts(hour, "Retry/maxDuration", "60000")).isEqualTo(1);
    assertThat(attempts(hour, "Retry/maxDuration", "120000")).isEqualTo(2);
    assertThat(attempts(hour, "Retry/maxDuration", "0")).isEqualTo(2);
  }

  @Test
  void the_calls_over_a_way_earn_the_repeats_over_it() throws Exception {
    Trial trial = new Trial("Retry/delay", "0", "CircuitBreaker/enabled", "false");
    for (int i = 0; i < 200; i++) {
      trial.call("rate", i);
    }
    trial.behaviour =
        (attempt, context) -> {
          throw Trial.unreachable();
        };
    for (int i = 0; i < 20; i++) {
      trial.failure("rate", i);
    }
    assertThat(trial.guards().status().get(0).lastMinute().retries()).isEqualTo(40);
  }
}
