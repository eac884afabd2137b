package dev.cleave.runtime.guard;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a call is repeated, always by chance, so that callers who failed together
 * do not come again together.
 *
 * @param grows whether the bound doubles with each repeat and the wait is anything up to it ("full
 *     jitter", M. Brooker, "Exponential Backoff And Jitter", 2015); else the wait is about the same
 *     each time
 * @param delay the first bound, or the middle
 * @param jitter how far from the middle a wait may be
 */
record Waits(boolean grows, Duration delay, Duration jitter) {
  private static final int DOUBLINGS = 5;

  /** Anything up to the delay, twice the delay, four times, …. */
  static Waits growing(Duration delay) {
    return new Waits(true, delay, Duration.ZERO);
  }

  /** The delay, more or less the jitter. */
  static Waits around(Duration delay, Duration jitter) {
    return new Waits(false, delay, jitter);
  }

  /**
   * Nanoseconds to wait.
   *
   * @param repeat from 0 for the first repeat
   */
  long nanos(int repeat, RandomGenerator random) {
    if (grows) {
      return upTo(delay.toNanos() << Math.min(repeat, DOUBLINGS), random);
    }
    long width = jitter.toNanos();
    return Math.max(0, delay.toNanos() - width + upTo(2 * width, random));
  }

  private static long upTo(long bound, RandomGenerator random) {
    return random.nextLong(bound + 1);
  }
}
