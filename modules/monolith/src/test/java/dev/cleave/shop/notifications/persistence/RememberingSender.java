package dev.cleave.shop.notifications.persistence;

import dev.cleave.shop.notifications.domain.Letter;
import dev.cleave.shop.notifications.domain.MessageSender;
import dev.cleave.shop.notifications.domain.Sending;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was asked to send, and says what a test wants it to say of it. */
final class RememberingSender implements MessageSender {
  final List<Letter> letters = new CopyOnWriteArrayList<>();

  /** Said in this order; then everything is done. */
  final Queue<Sending> outcomes = new ConcurrentLinkedQueue<>();

  boolean isSending = true;
  boolean breaks;

  @Override
  public boolean isSending() {
    return isSending;
  }

  @Override
  public Sending send(Letter letter) {
    letters.add(letter);
    if (breaks) {
      throw new IllegalStateException("broken on purpose");
    }
    Sending outcome = outcomes.poll();
    return outcome == null ? new Sending.Done() : outcome;
  }

  @Override
  public void rest() {
    // has no connection
  }
}
