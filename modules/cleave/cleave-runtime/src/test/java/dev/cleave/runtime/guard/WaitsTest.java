package dev.cleave.runtime.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
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

  /** Chooses the lowest or the highest number there is. */
  private static RandomGenerator always(boolean isHighest) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new AssertionError();
      }

      @Override
      public long nextLong(long bound) {
        return isHighest ? bound - 1 : 0;
      }
    };
  }

  @Example
  void a_growing_wait_is_anything_up_to_a_bound_that_doubles_five_times() {
    Waits waits = Waits.growing(Duration.ofMillis(50));
    assertThat(IntStream.of(0, 1, 2, 3, 4, 5, 6, 1_000))
        .extracting(repeat -> waits.nanos(repeat, always(true)) / 1_000_000)
        .containsExactly(50L, 100L, 200L, 400L, 800L, 1600L, 1600L, 1600L);
    assertThat(waits.nanos(3, always(false))).isZero();
  }

  @Example
  void a_wait_around_a_delay_is_anything_from_less_to_more_by_the_jitter() {
    Waits waits = Waits.around(Duration.ofMillis(40), Duration.ofMillis(10));
    for (int repeat = 0; repeat < 3; repeat++) {
      assertThat(waits.nanos(repeat, always(false))).isEqualTo(30_000_000);
      assertThat(waits.nanos(repeat, always(true))).isEqualTo(50_000_000);
    }
    assertThat(Waits.around(Duration.ofMillis(40), Duration.ZERO).nanos(0, always(true)))
        .isEqualTo(40_000_000);
  }
}
