package dev.cleave.runtime.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cleave.CallException;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleStandby;
import dev.cleave.ModuleUnavailable;
import dev.cleave.runtime.guard.GuardStatus.BreakerStatus;
import dev.cleave.runtime.problem.OneInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final String[] QUICK = {
    "Retry/enabled",
    "false",
    "CircuitBreaker/requestVolumeThreshold",
    "4",
    "CircuitBreaker/delay",
    "2000"
  };

  /** Opens at the fourth failure and stays so. */
  private static final String[] FOR_LONG = {
    "Retry/enabled", "false",
    "CircuitBreaker/requestVolumeThreshold", "4",
    "CircuitBreaker/delay", "3600000"
  };

  /** Opens at the second failure; the next call is a trial. */
  private static final String[] AT_ONCE = {
    "Retry/enabled", "false",
    "CircuitBreaker/requestVolumeThreshold", "2",
    "CircuitBreaker/failureRatio", "1",
    "CircuitBreaker/delay", "0"
  };

  private static void failing(Trial trial, Exception failure, int calls) {
    trial.behaviour =
        (attempt, context) -> {
          throw failure;
        };
    for (int i = 0; i < calls; i++) {
      trial.failure("rate", i);
    }
  }

  @Test
  void it_opens_when_half_of_the_calls_fail_and_says_so() {
    Trial trial = new Trial("Retry/enabled", "false");
    failing(trial, Trial.unreachable(), 20);
    assertThat(trial.breaker()).isEqualTo("open");
    int before = trial.attempts.size();
    assertThat(trial.failure("rate", 1))
        .isInstanceOfSatisfying(
            ModuleUnavailable.class, e -> assertThat(e.isOutcomeKnown()).isTrue())
        .hasMessageMatching(
            "The module rates over rest is not called: .* circuit breaker is open since .*Z; the next trial is at .*Z\\.");
    assertThat(trial.attempts).hasSize(before);
  }

  @Test
  void fewer_calls_than_its_volume_open_nothing() {
    Trial trial = new Trial("Retry/enabled", "false");
    failing(trial, Trial.unreachable(), 19);
    assertThat(trial.breaker()).isEqualTo("closed");
  }

  @Test
  void it_lets_a_trial_through_after_its_delay_and_closes_if_that_is_answered() throws Exception {
    Trial trial = new Trial(QUICK);
    failing(trial, Trial.broken(), 4);
    assertThat(trial.breaker()).isEqualTo("open");
    int before = trial.attempts.size();
    trial.behaviour = (attempt, context) -> 42;
    awaitTrial(trial, before);
    assertThat(trial.breaker()).isEqualTo("closed");
    assertThat(trial.call("rate", 1)).isEqualTo(42);
  }

  @Test
  void it_opens_again_if_the_trial_fails() {
    Trial trial = new Trial(QUICK);
    failing(trial, Trial.broken(), 4);
    int before = trial.attempts.size();
    awaitTrial(trial, before);
    assertThat(trial.attempts).hasSize(before + 1);
    assertThat(trial.breaker()).isEqualTo("open");
  }

  @Test
  void a_trial_of_a_caller_in_a_hurry_that_is_not_answered_is_no_success() {
    Trial trial = new Trial(QUICK);
    failing(trial, Trial.broken(), 4);
    int before = trial.attempts.size();
    trial.behaviour =
        (attempt, context) -> {
          throw Trial.late();
        };
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              try {
                trial.call("rate", 1, Duration.ofMillis(100));
              } catch (CallException e) {
                // rejected, or late
              }
              return trial.attempts.size() > before;
            });
    assertThat(trial.breaker()).isEqualTo("open");
  }

  private static void awaitTrial(Trial trial, int before) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              try {
                trial.call("rate", 1);
              } catch (ModuleUnavailable e) {
                // rejected, or the failed trial
              }
              return trial.attempts.size() > before;
            });
  }

  @Test
  void answers_never_open_it() {
    for (Exception answer :
        List.of(new Rates.NoRate(), DeadlineExceeded.notStarted("late"), new ModuleStandby("no"))) {
      Trial trial = new Trial("Retry/enabled", "false");
      failing(trial, answer, 100);
      assertThat(trial.breaker()).as(answer.toString()).isEqualTo("closed");
    }
  }

  @Test
  void late_answers_open_it_if_the_caller_was_patient() {
    Trial trial = new Trial("Retry/enabled", "false");
    failing(trial, Trial.late(), 20);
    assertThat(trial.breaker()).isEqualTo("open");
  }

  @Test
  void a_caller_in_a_hurry_opens_nothing() {
    Trial trial = new Trial("Retry/enabled", "false");
    trial.behaviour =
        (attempt, context) -> {
          throw Trial.late();
        };
    for (int i = 0; i < 100; i++) {
      try {
        trial.call("rate", 1, Duration.ofMillis(900));
      } catch (Exception e) {
        assertThat(e).isInstanceOf(DeadlineExceeded.class);
      }
    }
    assertThat(trial.breaker()).isEqualTo("closed");
  }

  @Test
  void who_waits_as_long_as_the_time_out_of_the_method_is_patient() {
    Trial trial = new Trial("Retry/enabled", "false");
    trial.behaviour =
        (attempt, context) -> {
          throw Trial.late();
        };
    for (int i = 0; i < 20; i++) {
      try {
        trial.call("quick", 1, Duration.ofMillis(900));
      } catch (Exception e) {
        assertThat(e).isInstanceOf(DeadlineExceeded.class);
      }
    }
    assertThat(trial.breaker()).isEqualTo("open");
  }

  @Test
  void it_keeps_its_state_while_other_policies_change() {
    Trial trial = new Trial(FOR_LONG);
    failing(trial, Trial.unreachable(), 3);
    trial.follow("Retry/maxRetries", "5", "Bulkhead/value", "7");
    failing(trial, Trial.unreachable(), 1);
    assertThat(trial.breaker()).isEqualTo("open");
    trial.follow("Bulkhead/value", "8");
    assertThat(trial.breaker()).isEqualTo("open");
    trial.follow("CircuitBreaker/requestVolumeThreshold", "5");
    assertThat(trial.breaker()).isEqualTo("closed");
  }

  @Test
  void another_endpoint_is_another_way() throws Exception {
    Trial trial = new Trial("Retry/enabled", "false");
    failing(trial, Trial.unreachable(), 20);
    assertThat(trial.breaker()).isEqualTo("open");
    trial.around("http://localhost:1");
    assertThat(trial.breaker()).isEqualTo("open");
    trial.around("http://localhost:2");
    assertThat(trial.breaker()).isEqualTo("closed");
  }

  @Test
  void a_way_that_was_found_to_lead_somewhere_again_begins_anew() throws Exception {
    Trial trial = new Trial("Retry/enabled", "false");
    failing(trial, Trial.unreachable(), 20);
    assertThat(trial.breaker()).isEqualTo("open");
    trial.guards().reached("rates", "rest");
    assertThat(trial.breaker()).isEqualTo("closed");
    trial.behaviour = (attempt, context) -> 42;
    assertThat(trial.call("rate", 1)).isEqualTo(42);
  }

  @Test
  void a_method_with_keys_of_its_own_has_a_breaker_of_its_own() throws Exception {
    Trial trial =
        new Trial(
            "Retry/enabled",
            "false",
            Rates.class.getName() + "/rate/CircuitBreaker/requestVolumeThreshold",
            "2");
    failing(trial, Trial.unreachable(), 2);
    assertThat(trial.breaker()).isEqualTo("closed");
    assertThat(trial.failure("rate", 1)).hasMessageStartingWith("Rates.rate of the module rates");
    trial.behaviour = (attempt, context) -> 42;
    assertThat(trial.call("set", 1)).isEqualTo(42);
  }

  @Test
  void no_more_calls_are_under_way_than_the_bulkhead_allows() throws Exception {
    Trial trial = new Trial("Bulkhead/value", "2");
    CountDownLatch inside = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    trial.behaviour =
        (attempt, context) -> {
          inside.countDown();
          release.await();
          return 42;
        };
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Thread caller =
          new Thread(
              () -> {
                try {
                  trial.call("rate", 1);
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
      caller.start();
      callers.add(caller);
    }
    inside.await();
    assertThat(trial.failure("rate", 1))
        .isInstanceOfSatisfying(
            ModuleUnavailable.class, e -> assertThat(e.isOutcomeKnown()).isTrue())
        .hasMessageContaining("2 calls to it are under way");
    release.countDown();
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(trial.call("rate", 1)).isEqualTo(42);
    assertThat(trial.breaker()).isEqualTo("closed");
  }

  @Test
  void no_more_calls_are_made_in_a_time_than_the_rate_limit_allows() throws Exception {
    Trial trial =
        new Trial("RateLimit/value", "3", "RateLimit/window", "1", "RateLimit/windowUnit", "HOURS");
    for (int i = 0; i < 3; i++) {
      trial.call("rate", 1);
    }
    assertThat(trial.failure("rate", 1)).hasMessageContaining("RateLimit/value");
  }

  @Test
  void status_tells_since_when_it_is_open_and_until_when() {
    Trial trial = new Trial("Retry/enabled", "false");
    failing(trial, Trial.unreachable(), 19);
    assertThat(only(trial).until()).isEmpty();
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    failing(trial, Trial.unreachable(), 1);
    assertThat(only(trial).since()).isBetween(before, Instant.now());
    assertThat(only(trial).until()).contains(only(trial).since().plusSeconds(5));
  }

  private static BreakerStatus only(Trial trial) {
    List<BreakerStatus> all = trial.guards().status().get(0).breakers();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void that_it_opens_is_a_warning_and_that_it_closes_none() throws Exception {
    List<LogRecord> logged = new ArrayList<>();
    Thread self = Thread.currentThread();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord event) {
            if (Thread.currentThread() == self) { // not by the time that passes
              logged.add(event);
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger log = Logger.getLogger(Breaker.class.getName());
    log.addHandler(handler);
    try {
      Trial trial = new Trial(AT_ONCE);
      failing(trial, Trial.unreachable(), 2);
      trial.behaviour = (attempt, context) -> 42;
      trial.call("rate", 1);
    } finally {
      log.removeHandler(handler);
    }
    // half-open in between it is by the time that passes or by the call, whichever is first
    assertThat(logged).extracting(LogRecord::getLevel).startsWith(Level.WARNING, Level.INFO);
    assertThat(logged.subList(1, logged.size()))
        .extracting(LogRecord::getLevel)
        .containsOnly(Level.INFO);
    assertThat(logged.get(0).getParameters())
        .extracting(Object::toString)
        .containsExactly("The module rates over rest", "CLOSED", "OPEN");
  }

  @Test
  void one_instance_that_fails_beside_one_that_is_well_opens_nothing() {
    Trial trial = new Trial("Retry/enabled", "false");
    failing(trial, OneInstance.in(Trial.unreachable()), 100);
    assertThat(trial.breaker()).isEqualTo("closed");
  }

  @Test
  void a_trial_that_fails_at_one_instance_is_no_success() {
    Trial trial = new Trial(AT_ONCE);
    failing(trial, Trial.unreachable(), 2);
    failing(trial, OneInstance.in(Trial.unreachable()), 1);
    assertThat(trial.breaker()).isNotEqualTo("closed");
  }

  @Test
  void a_trial_that_the_callee_answers_with_a_no_closes_it() {
    Trial trial = new Trial(AT_ONCE);
    failing(trial, Trial.unreachable(), 2);
    failing(trial, new Rates.NoRate(), 1);
    assertThat(trial.breaker()).isEqualTo("closed");
  }

  @Test
  void a_breaker_that_is_closed_counts_on_when_its_way_leads_somewhere_again() {
    Trial trial = new Trial("Retry/enabled", "false");
    failing(trial, Trial.unreachable(), 19);
    trial.guards().reached("rates", "rest");
    failing(trial, Trial.unreachable(), 1);
    assertThat(trial.breaker()).isEqualTo("open");
  }

  @Test
  void a_breaker_whose_keys_are_gone_is_gone_and_the_others_stay() {
    Trial trial = new Trial("Retry/enabled", "false");
    failing(trial, Trial.unreachable(), 20);
    String own = Rates.class.getName() + "/rate/CircuitBreaker/requestVolumeThreshold";
    trial.follow(own, "7");
    assertThat(trial.guards().status().get(0).breakers())
        .extracting(BreakerStatus::of, BreakerStatus::state)
        .containsExactly(tuple("Rates.rate", "closed"), tuple("rates", "open"));
    trial.keys.remove(own);
    trial.guards().refresh();
    assertThat(only(trial).of()).isEqualTo("rates");
    assertThat(only(trial).state()).isEqualTo("open");
  }

  @Test
  void the_methods_of_a_module_share_its_rate_limit_which_counts_on_while_others_change()
      throws Exception {
    Trial trial = new Trial("RateLimit/value", "2", "RateLimit/window", "3600000");
    trial.call("rate", 1);
    trial.follow("Bulkhead/value", "7");
    trial.call("quick", 1);
    assertThat(trial.failure("rate", 1)).hasMessageContaining("RateLimit/value");
    trial.follow("RateLimit/value", "3");
    for (int i = 0; i < 3; i++) {
      trial.call("rate", 1);
    }
    assertThat(trial.failure("rate", 1)).hasMessageContaining("made the 3 calls");
  }

  @Test
  void the_methods_of_a_module_share_its_bulkhead_which_may_grow_meanwhile() throws Exception {
    Trial trial = new Trial("Bulkhead/value", "1");
    trial.behaviour =
        (attempt, context) -> {
          if (attempt > 1) {
            return 42;
          }
          assertThat(trial.failure("quick", 1)).hasMessageContaining("1 calls to it are under way");
          trial.follow("CircuitBreaker/delay", "7");
          assertThat(trial.failure("quick", 1)).hasMessageContaining("1 calls to it are under way");
          trial.follow("Bulkhead/value", "2");
          return trial.call("quick", 1);
        };
    assertThat(trial.call("rate", 1)).isEqualTo(42);
  }
}
