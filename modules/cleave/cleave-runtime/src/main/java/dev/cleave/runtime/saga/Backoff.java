package dev.cleave.runtime.saga;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Delays between attempts: they double, up to a longest one, and of each a random share is waited
 * ("full jitter"), so that those that failed together do not come back together.
 *
 * @see <a
 *     href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 *     Backoff And Jitter</a>
 * @param random from 0 to 1
 */
record Backoff(Duration first, Duration longest, DoubleSupplier random) {
  /** Before the next attempt, after so many failed ones. */
  Duration after(int failedAttempts) {
    double doubled = first.toMillis() * Math.pow(2, Math.min(failedAttempts - 1, 40));
    double most = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis((long) Math.ceil(most * random.getAsDouble()));
  }
}
