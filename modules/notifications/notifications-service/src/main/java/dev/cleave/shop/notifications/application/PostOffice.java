package dev.cleave.shop.notifications.application;

import dev.cleave.shop.notifications.domain.Claim;
import dev.cleave.shop.notifications.domain.Delivery;
import dev.cleave.shop.notifications.domain.Letter;
import dev.cleave.shop.notifications.domain.Messages;
import dev.cleave.shop.notifications.domain.Recipients;
import dev.cleave.shop.notifications.domain.Retries;
import dev.cleave.shop.notifications.domain.Sending;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** The transactions before and after a message is sent; none is open while it is sent. */
@ApplicationScoped
public class PostOffice {
  /**
   * More than a mail server can take with its time limits; after a crash a message waits so long.
   */
  static final Duration LEASE = Duration.ofMinutes(10);

  private Messages messages;
  private Recipients recipients;
  private Delivery delivery;

  /** For the container's client proxy. */
  PostOffice() {}

  @Inject
  public PostOffice(Messages messages, Recipients recipients) {
    this.messages = messages;
    this.recipients = recipients;
    this.delivery = new Delivery(messages, new Retries(new SplittableRandom()));
  }

  /**
   * A message that was taken to be handled.
   *
   * @param letter to be sent; empty if the message could not be addressed, and is settled
   */
  public record Taken(Claim claim, Optional<Letter> letter) {}

  /** Takes the next message that is due; empty if there is none. */
  @Transactional(rollbackOn = Exception.class)
  public Optional<Taken> take() {
    return messages
        .claim(LEASE)
        .map(claim -> new Taken(claim, delivery.prepare(claim, recipients.find(claim.customer()))));
  }

  /** Keeps what came of sending. */
  @Transactional(rollbackOn = Exception.class)
  public void settle(Claim claim, Letter letter, Sending outcome) {
    delivery.settle(claim, letter, outcome);
  }
}
