package dev.cleave.cli.operation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A delivery that was given up.
 *
 * @param subscription to which it could not be delivered
 * @param publisher the module whose event it is
 * @param eventId to replay it alone
 * @param event the type
 * @param key of the event
 * @param attempts that failed
 * @param cause of the last failure
 * @param firstFailedAt when the first attempt failed
 * @param lastFailedAt when the last one did
 * @param waitingBehind later deliveries of the same key, which wait for this one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DeadLetter(
    String subscription,
    String publisher,
    String eventId,
    String event,
    String key,
    int attempts,
    String cause,
    String firstFailedAt,
    String lastFailedAt,
    long waitingBehind) {}
