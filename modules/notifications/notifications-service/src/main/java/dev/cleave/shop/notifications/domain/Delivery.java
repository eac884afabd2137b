package dev.cleave.shop.notifications.domain;

import java.util.Optional;

/** Decides what becomes of a claimed message. */
public final class Delivery {
  private final Messages messages;
  private final Retries retries;

  public Delivery(Messages messages, Retries retries) {
    this.messages = messages;
    this.retries = retries;
  }

  /**
   * What is to be sent, if the customer has an address. Otherwise the message is put off until
   * accounts has told of the customer, or given up if that customer has none.
   */
  public Optional<Letter> prepare(Claim claim, Optional<Recipient> recipient) {
    if (recipient.isEmpty() && retries.goesOnAfter(claim.attempt())) {
      tryAgain(claim, "customer %s is not known yet".formatted(claim.customer()));
      return Optional.empty();
    }
    Optional<Letter> letter =
        recipient.flatMap(
            known -> known.email().map(address -> Letter.of(claim, address, known.name())));
    if (letter.isEmpty()) {
      messages.noAddress(claim);
    }
    return letter;
  }

  /** Keeps what came of sending. */
  public void settle(Claim claim, Letter letter, Sending outcome) {
    if (outcome instanceof Sending.Done) {
      messages.sent(claim, letter.address());
    } else if (outcome instanceof Sending.Refused refused) {
      messages.fail(claim, refused.cause());
    } else if (outcome instanceof Sending.Unavailable unavailable) {
      messages.release(claim, unavailable.cause());
    } else if (outcome instanceof Sending.TryAgain failed) {
      tryAgain(claim, failed.cause());
    }
  }

  private void tryAgain(Claim claim, String cause) {
    if (retries.goesOnAfter(claim.attempt())) {
      messages.postpone(claim, retries.delayAfter(claim.attempt()), cause);
    } else {
      messages.fail(
          claim, "given up after %d attempts, the last: %s".formatted(claim.attempt(), cause));
    }
  }
}
