package dev.cleave.runtime.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells an outage of a database from a delivery that always ends in one. While the subscriber's
 * inbox can be written but the rest fails for the database's sake, that is excused a few times.
 */
final class Outages {
  private static final int EXCUSED = 5;

  private final Map<Long, Integer> counts = new ConcurrentHashMap<>();

  /** Whether a failure is the database's or the journey's and nobody's attempt. */
  boolean excuse(Delivery delivery, Exception failure) {
    return failure instanceof DatabaseAway
        || failure instanceof SubscriberAway
        || isOutage(failure) && counts.merge(delivery.position(), 1, Integer::sum) <= EXCUSED;
  }

  private static boolean isOutage(Exception failure) {
    return failure instanceof ListenerFailed remote
        ? remote.isOutage()
        : DatabaseAway.isCauseOf(failure);
  }

  /** All is well again. */
  void forget() {
    if (!counts.isEmpty()) {
      counts.clear();
    }
  }
}
