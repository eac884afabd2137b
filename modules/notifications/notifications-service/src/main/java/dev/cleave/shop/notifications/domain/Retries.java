package dev.cleave.shop.notifications.domain;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a message that was not taken is tried again: after 5 seconds, 10, 20, … at most an hour,
 * each cut by up to a half at random so that messages that failed together do not come back
 * together; 20 times in all, which is more than half a day.
 */
public final class Retries {
  private static final int MAX_ATTEMPTS = 20;
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MAX_DOUBLINGS = 10;

  private final RandomGenerator random;

  public Retries(RandomGenerator random) {
    this.random = random;
  }

  /** Whether another attempt follows this one. */
  public boolean goesOnAfter(int attempt) {
    return attempt < MAX_ATTEMPTS;
  }

  /** How long to wait after this attempt, from 1. */
  public Duration delayAfter(int attempt) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
    long millis = Math.min(doubled.toMillis(), LONGEST.toMillis());
    return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
  }
}
