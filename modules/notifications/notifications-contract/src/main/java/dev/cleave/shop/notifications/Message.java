package dev.cleave.shop.notifications;

import dev.cleave.shop.accounts.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A message to a customer.
 *
 * @param id the id of the event it tells of
 * @param customer to whom
 * @param about the name of that event, such as {@code ordering.order-confirmed.v1}
 * @param subject one line
 * @param text plain text, without the salutation: no name outlives the user it is of
 * @param state what became of it
 * @param recordedAt in microseconds
 * @param sentTo the e-mail address, once it was sent and until the user is removed
 */
public record Message(
    UUID id,
    UserId customer,
    String about,
    String subject,
    String text,
    MessageState state,
    Instant recordedAt,
    Optional<String> sentTo) {
  public Message {
    sentTo = sentTo == null ? Optional.empty() : sentTo;
  }
}
