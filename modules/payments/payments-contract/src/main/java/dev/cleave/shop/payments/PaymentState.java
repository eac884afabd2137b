package dev.cleave.shop.payments;

/** Where a payment stands. */
public enum PaymentState {
  /** Its amount is held. */
  AUTHORISED,
  /** Its amount is paid. */
  CAPTURED,
  /** Its amount is no longer held; nothing was paid. */
  VOIDED,
  /** Its amount was paid and given back. */
  REFUNDED,
  /** A state that this version of the contract does not know. */
  UNKNOWN
}
