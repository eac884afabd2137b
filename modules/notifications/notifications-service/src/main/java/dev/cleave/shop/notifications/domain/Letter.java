package dev.cleave.shop.notifications.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A message on its way out.
 *
 * @param id the same whenever it is sent again, so that whoever receives it can recognise a repeat
 * @param address as the customer gave it; a sender that cannot use it refuses
 * @param name of the customer, one line
 * @param subject one line
 * @param text lines end with {@code \n}
 * @param at when it was recorded
 */
public record Letter(
    UUID id, String address, Optional<String> name, String subject, String text, Instant at) {
  /** The message for a customer with an address, with a salutation. */
  static Letter of(Claim claim, String address, Optional<String> name) {
    return new Letter(
        claim.id(),
        address,
        name,
        claim.note().subject(),
        "Dear %s,\n\n%s".formatted(name.orElse("customer"), claim.note().text()),
        claim.recordedAt());
  }
}
