package dev.cleave.runtime.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GuardKeysTest {
  private static final String CLASS = Rates.class.getName();

  private static Trial away(String... keys) {
    Trial trial = new Trial(keys);
    trial.behaviour =
        (attempt, context) -> {
          throw Trial.unreachable();
        };
    return trial;
  }

  private static int attempts(Trial trial, String method) {
    trial.clock.addAndGet(1_000_000_000L); // for a fresh budget
    int before = trial.attempts.size();
    trial.failure(method, 1);
    return trial.attempts.size() - before;
  }

  @Test
  void a_key_of_the_method_wins_over_that_of_the_class_and_that_over_the_one_for_all() {
    Trial trial = away("Retry/maxRetries", "3");
    assertThat(attempts(trial, "rate")).isEqualTo(4);
    assertThat(attempts(trial, "annotated")).isEqualTo(4);
    trial.follow(CLASS + "/Retry/maxRetries", "0");
    assertThat(attempts(trial, "rate")).isEqualTo(1);
    trial.follow(CLASS + "/rate/Retry/maxRetries", "1");
    assertThat(attempts(trial, "rate")).isEqualTo(2);
    assertThat(attempts(trial, "annotated")).isEqualTo(1);
  }

  @Test
  void a_key_that_is_removed_applies_no_more() {
    Trial trial = away("Retry/maxRetries", "0");
    assertThat(attempts(trial, "rate")).isEqualTo(1);
    trial.keys.clear();
    trial.guards().refresh();
    assertThat(attempts(trial, "rate")).isEqualTo(3);
  }

  @Test
  void an_invalid_value_leaves_the_last_one_in_effect_and_is_a_problem() {
    Trial trial = away("Retry/maxRetries", "1");
    trial.follow("Retry/maxRetries", "many", "CircuitBreaker/failureRatio", "1.5");
    assertThat(attempts(trial, "rate")).isEqualTo(2);
    assertThat(trial.guards().problems())
        .containsExactlyInAnyOrder(
            "Retry/maxRetries = \"many\": write a number from -1 to 1000000.",
            "CircuitBreaker/failureRatio = \"1.5\": write a number above 0, at most 1.");
    trial.follow("Retry/maxRetries", "0", "CircuitBreaker/failureRatio", "0.5");
    assertThat(attempts(trial, "rate")).isEqualTo(1);
    assertThat(trial.guards().problems()).isEmpty();
  }

  @Test
  void an_invalid_value_at_the_start_stops_it() {
    assertThatThrownBy(() -> new Trial("Timeout/unit", "FORTNIGHTS"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Timeout/unit = \"FORTNIGHTS\": write one of ");
  }

  @Test
  void a_name_that_means_nothing_is_a_problem() {
    Trial trial = away();
    trial.follow(CLASS + "/rtae/Retry/maxRetries", "1", "Retry/maxRetrys", "1");
    assertThat(trial.guards().problems())
        .anySatisfy(p -> assertThat(p).contains("has no method \"rtae\" (did you mean \"rate\"?)"))
        .anySatisfy(p -> assertThat(p).contains("Retry has no maxRetrys, but enabled, maxRetries"));
  }

  @Test
  void keys_for_classes_of_others_are_none_of_its_business() {
    Trial trial = away("org.example.Client/call/Retry/maxRetries", "9", "a/b/c", "9");
    assertThat(trial.guards().problems()).isEmpty();
    assertThat(attempts(trial, "rate")).isEqualTo(3);
  }

  @Test
  void only_failures_of_the_named_kinds_are_repeated() {
    Trial trial = away("Retry/abortOn", "dev.cleave.ModuleUnavailable");
    assertThat(attempts(trial, "rate")).isEqualTo(1);
    trial.follow("Retry/abortOn", "no.such.Thing");
    assertThat(trial.guards().problems())
        .singleElement()
        .satisfies(p -> assertThat(p).contains("no.such.Thing is none that this application has"));
  }

  @Test
  void a_rate_limit_without_any_time_leaves_the_last_one_in_effect_and_is_a_problem()
      throws Exception {
    Trial trial = new Trial("RateLimit/value", "1", "RateLimit/window", "3600000");
    trial.call("rate", 1);
    trial.follow("RateLimit/window", "999999", "RateLimit/windowUnit", "NANOS");
    assertThat(trial.guards().problems())
        .anyMatch(
            "window of @RateLimit at Rates.rate is shorter than a millisecond: 999999 ns."::equals);
    assertThat(trial.failure("rate", 1)).hasMessageContaining("in 3600000 ms");
  }
}
