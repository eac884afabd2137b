package dev.cleave.runtime.message;

import java.time.Instant;
import java.util.Optional;

/**
 * A message that was taken from a queue.
 *
 * @param id the same however often the message is sent and delivered: what its sender correlates
 *     the answer by, or else its own
 * @param expiresAt when nobody wants it any more, if ever
 * @param isAnswerable whether its sender says where an answer may go
 */
public record Received(
    Message message, String id, Optional<Instant> expiresAt, boolean isAnswerable) {}
