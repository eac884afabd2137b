package dev.cleave.shop.notifications.domain;

/** What came of sending a message. */
public sealed interface Sending {
  /** It was taken. */
  record Done() implements Sending {}

  /** It was not taken, or nobody knows: it is tried again. */
  record TryAgain(String cause) implements Sending {}

  /** It is refused for good. */
  record Refused(String cause) implements Sending {}

  /** Nothing can be sent at the moment, whatever the message. It was not sent. */
  record Unavailable(String cause) implements Sending {}
}
