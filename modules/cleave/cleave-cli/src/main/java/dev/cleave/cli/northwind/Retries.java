package dev.cleave.cli.northwind;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to keep trying when the shop cannot answer for the moment, or has not come to an end
 * with something.
 *
 * @param budget from the first failure to the last attempt
 * @param firstPause before the second attempt; each further pause is twice as long
 * @param longestPause the longest of them
 */
record Retries(Duration budget, Duration firstPause, Duration longestPause) {

  /**
   * For requests; longer than the 30 s for which the shop lets an interrupted command rest before
   * it may be repeated.
   */
  static final Retries DEFAULT =
      new Retries(Duration.ofSeconds(40), Duration.ofMillis(100), Duration.ofSeconds(2));

  /** For what the shop does by itself once it was asked: it may have to try several times, too. */
  static final Retries UNTIL_DONE =
      new Retries(Duration.ofMinutes(3), Duration.ofMillis(10), Duration.ofMillis(300));

  /** One series of attempts. */
  Series begin() {
    return new Series();
  }

  /** Attempts at one request. Not for several threads. */
  final class Series {
    private long firstFailure;
    private int failures;

    /**
     * Waits until it is time for the next attempt.
     *
     * @return whether there is time for one
     */
    boolean pause() throws InterruptedException {
      long now = System.nanoTime();
      if (failures++ == 0) {
        firstFailure = now;
      }
      long left = budget.toNanos() - (now - firstFailure);
      if (left <= 0) {
        return false;
      }
      long doubled = firstPause.toNanos() << Math.min(failures - 1, 20);
      long pause = Math.min(Math.min(doubled, longestPause.toNanos()), left);
      // Half of it by chance, so that several requests do not come back at the same moment.
      long shaken = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
      Thread.sleep(Duration.ofNanos(shaken).toMillis(), (int) (shaken % 1_000_000));
      return true;
    }

    int failures() {
      return failures;
    }
  }
}
