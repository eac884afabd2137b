package dev.cleave.runtime.event;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a failed delivery is tried again: after a random time up to a bound that doubles with each
 * attempt (full jitter: Brooker, Exponential Backoff And Jitter, AWS 2015), but never at once.
 */
record RetryPolicy(int attempts, Duration first, Duration longest) {
  /**
   * How long to wait after an attempt.
   *
   * @param failed how many attempts have failed by now
   * @return empty if there shall be none any more
   */
  Optional<Duration> after(int failed) {
    if (failed >= attempts) {
      return Optional.empty();
    }
    long bound = longest.toMillis();
    if (failed <= 30) {
      bound = Math.min(bound, first.toMillis() << (failed - 1));
    }
    long least = Math.min(first.toMillis() / 2, bound);
    return Optional.of(
        Duration.ofMillis(least + ThreadLocalRandom.current().nextLong(bound - least + 1)));
  }
}
