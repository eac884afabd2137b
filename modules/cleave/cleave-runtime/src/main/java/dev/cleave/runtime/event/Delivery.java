package dev.cleave.runtime.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One event on its way to one subscription.
 *
 * @param eventId {@code null} if the event is no longer in the log
 * @param attempts that failed so far
 */
record Delivery(
    long position,
    int lane,
    String key,
    int attempts,
    UUID eventId,
    String type,
    String payload,
    Instant publishedAt,
    Optional<String> traceparent) {

  /** Makes sure that there is something to deliver. */
  void requireEvent() throws UndeliverableEvent {
    if (eventId == null) {
      throw new UndeliverableEvent(
          "The event is no longer in the publisher's log: cleave.events.log-retention was shorter"
              + " than its delivery.");
    }
  }
}
