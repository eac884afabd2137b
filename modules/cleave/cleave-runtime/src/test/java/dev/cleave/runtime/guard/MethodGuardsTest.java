package dev.cleave.runtime.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.runtime.guard.Policies.Breaking;
import dev.cleave.runtime.guard.Policies.Keeping;
import dev.cleave.runtime.guard.Policies.Repeats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MethodGuardsTest {
  private static final ExceptionSet ALL =
      new ExceptionSet(List.<Class<?>>of(Throwable.class), List.of());

  /** A guard at the place in the record, and none at the others. */
  private static MethodGuards only(int place) {
    Optional<Repeats> retry =
        Optional.of(new Repeats(1, Waits.growing(Duration.ZERO), Duration.ofDays(1), ALL));
    Optional<Breaker> breaker =
        Optional.of(new Breaker("it", new Breaking(1, 1, Duration.ZERO, 1, ALL)));
    Optional<Limits> limits = Optional.of(Limits.atOnce("it", 1));
    return new MethodGuards(
        retry.filter(g -> place == 0),
        Optional.of(Duration.ofSeconds(1)).filter(g -> place == 1),
        breaker.filter(g -> place == 2),
        limits.filter(g -> place == 3),
        limits.filter(g -> place == 4),
        Substitution.of(Trial.method("guessed"), new PolicyKeys(Map.of())).filter(g -> place == 5),
        Optional.of(new StaleAnswers(new Keeping(Duration.ofDays(1), 1), () -> 0))
            .filter(g -> place == 6));
  }

  @Test
  void one_guard_is_enough_for_a_method_to_be_guarded() {
    for (int place = 0; place < 7; place++) {
      assertThat(only(place).isEmpty()).as(only(place).toString()).isFalse();
    }
    assertThat(only(7).isEmpty()).isTrue();
  }

  @Test
  void a_method_without_guards_is_called_as_it_is() throws Exception {
    Trial trial =
        new Trial("MP_Fault_Tolerance_NonFallback_Enabled", "false", "Fallback/enabled", "false");
    assertThat(trial.call("rate", 1)).isEqualTo(1);
    assertThat(trial.guards().status().get(0).breakers()).isEmpty();
  }

  @Test
  void each_guard_works_without_those_around_it() throws Exception {
    Trial trial =
        new Trial(
            "MP_Fault_Tolerance_NonFallback_Enabled", "false",
            "RateLimit/enabled", "true",
            "RateLimit/value", "1",
            "RateLimit/window", "3600000");
    assertThat(trial.call("rate", 1)).isEqualTo(1);
    assertThat(trial.failure("rate", 1)).hasMessageContaining("RateLimit/value");
  }
}
