package dev.cleave.runtime.event;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that was given up.
 *
 * @param eventId {@code null} if the event is no longer in the log
 * @param waitingBehind how many later deliveries of its key wait for it
 */
public record DeadLetter(
    String subscription,
    String publisher,
    UUID eventId,
    String event,
    String key,
    int attempts,
    String cause,
    Instant firstFailedAt,
    Instant lastFailedAt,
    long waitingBehind) {}
