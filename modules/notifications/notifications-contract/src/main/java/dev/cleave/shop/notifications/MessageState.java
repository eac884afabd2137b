package dev.cleave.shop.notifications;

/** What became of a message. */
public enum MessageState {
  /** Recorded, not sent yet. */
  PENDING,
  /** Handed over to the sender. */
  SENT,
  /** There is no address to send it to. */
  NO_ADDRESS,
  /** The sender refused it for good. */
  FAILED,
  /** A state that this version of the contract does not know. */
  UNKNOWN
}
