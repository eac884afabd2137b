package dev.cleave.shop.notifications.domain;

/**
 * Takes messages to customers. Replace the one of the shop by another with an alternative bean of
 * this type. Only one thread uses it at a time, outside any transaction.
 */
public interface MessageSender {
  /**
   * Whether it sends at all. If not, messages are only recorded, and {@link #send} is not called.
   */
  boolean isSending();

  /**
   * Sends a message, or says why not. It may be asked to send a message that it has sent before,
   * since a crash may come between sending and noting that it was sent.
   */
  Sending send(Letter letter);

  /** There is nothing more to send for now: the connection, if there is one, is closed. */
  void rest();
}
