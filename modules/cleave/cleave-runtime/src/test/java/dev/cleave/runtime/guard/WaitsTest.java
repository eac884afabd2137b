package dev.cleave.runtime.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class WaitsTest {
  @Property
  void a_growing_wait_lies_between_nothing_and_its_bound_which_doubles(
      @ForAll @LongRange(max = 10_000) long millis,
      @ForAll @IntRange(max = 1000) int repeat,
      @ForAll long seed) {
    long nanos = Waits.growing(Duration.ofMillis(millis)).nanos(repeat, new SplittableRandom(seed));
    assertThat(nanos).isBetween(0L, Duration.ofMillis(millis << Math.min(repeat, 5)).toNanos());
  }

  @Property
  void a_wait_around_a_delay_is_off_by_the_jitter_at_most(
      @ForAll @LongRange(max = 10_000) long delay,
      @ForAll @LongRange(max = 10_000) long jitter,
      @ForAll long seed) {
    long nanos =
        Waits.around(Duration.ofMillis(delay), Duration.ofMillis(jitter))
            .nanos(0, new SplittableRandom(seed));
    assertThat(nanos)
        .isBetween(
            Math.max(0, Duration.ofMillis(delay - jitter).toNanos()),
            Duration.ofMillis(delay + jitter).toNanos());
  }

  @Property(tries = 50)
  void repeats_are_a_fifth_of_the_calls_or_a_few_per_second(
      @ForAll @IntRange(min = 1, max = 2000) int callsPerSecond) {
    AtomicLong clock = new AtomicLong();
    RetryBudget budget = new RetryBudget(clock::get);
    int seconds = 20;
    int repeats = 0;
    for (int second = 0; second < seconds; second++) {
      for (int call = 0; call < callsPerSecond; call++) {
        budget.call();
        repeats += budget.repeat() ? 1 : 0;
        clock.addAndGet(1_000_000_000L / callsPerSecond);
      }
    }
    int calls = seconds * callsPerSecond;
    assertThat(repeats).isBetween(Math.min(calls, calls / 5 - seconds), calls / 5 + 11 * seconds);
  }
}
