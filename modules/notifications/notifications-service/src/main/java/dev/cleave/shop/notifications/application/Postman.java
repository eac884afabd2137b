package dev.cleave.shop.notifications.application;

import dev.cleave.shop.notifications.domain.Letter;
import dev.cleave.shop.notifications.domain.MessageSender;
import dev.cleave.shop.notifications.domain.Sending;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends what waits, one message after the other: claim and commit, send, settle and commit. A crash
 * after sending and before settling leaves the message claimed; it is sent again when the claim has
 * expired. Nothing else sends a message twice, however many processes have a postman.
 *
 * <p>One thread at a time.
 */
public final class Postman {
  private static final Logger LOG = System.getLogger(Postman.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final PostOffice office;
  private final MessageSender sender;
  private Duration pause = Duration.ZERO;
  private volatile boolean isStopping;

  public Postman(PostOffice office, MessageSender sender) {
    this.office = office;
    this.sender = sender;
  }

  /**
   * Sends until nothing is due or nothing can be sent.
   *
   * @return how long to wait before the next round, beyond the usual; it grows while nothing can be
   *     sent
   */
  public Duration round() {
    try {
      boolean goesOn = true;
      while (goesOn && !isStopping) {
        Optional<PostOffice.Taken> taken = office.take();
        goesOn = taken.isPresent() && handle(taken.get());
      }
    } finally {
      sender.rest();
    }
    return pause;
  }

  /** Ends the round after the message that is being sent. */
  public void stop() {
    isStopping = true;
  }

  private boolean handle(PostOffice.Taken taken) {
    if (taken.letter().isEmpty()) {
      return true;
    }
    Sending outcome = send(taken.letter().get());
    office.settle(taken.claim(), taken.letter().get(), outcome);
    note(taken, outcome);
    return !(outcome instanceof Sending.Unavailable);
  }

  /** A sender that fails in an unforeseen way must not be asked for the same message forever. */
  private Sending send(Letter letter) {
    try {
      return sender.send(letter);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the sender failed id=" + letter.id(), e);
      return new Sending.TryAgain(e.toString());
    }
  }

  /** Neither address nor text is logged: they are personal. The causes are in the database. */
  private void note(PostOffice.Taken taken, Sending outcome) {
    if (outcome instanceof Sending.Unavailable unavailable) {
      if (pause.isZero()) {
        LOG.log(
            Level.WARNING,
            "messages wait, nothing can be sent: {0}; it is tried again",
            unavailable.cause());
      }
      pause = longer(pause);
      return;
    }
    if (!pause.isZero()) {
      pause = Duration.ZERO;
      LOG.log(Level.INFO, "messages are sent again");
    }
    if (outcome instanceof Sending.Refused) {
      LOG.log(Level.WARNING, "message was refused and is not sent id={0}", taken.claim().id());
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
