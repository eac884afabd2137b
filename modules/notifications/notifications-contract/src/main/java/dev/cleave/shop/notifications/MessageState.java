package dev.cleave.shop.notifications;

/** What became of a message. */
public enum MessageState {
  /** Recorded only: no mail server was configured when it was, and it is not sent later either. */
  RECORDED,
  /** Recorded, to be sent. */
  PENDING,
  /** The mail server took it. */
  SENT,
  /** There is no address to send it to. */
  NO_ADDRESS,
  /** The mail server refused it for good, or too often. */
  FAILED,
  /** A state that this version of the contract does not know. */
  UNKNOWN
}
