package dev.cleave.shop.shipping;

/** Where a shipment stands. */
public enum ShipmentState {
  /** Nothing of it was sent yet. */
  SCHEDULED,
  /** Some of it was sent. */
  PARTLY_DISPATCHED,
  /** All of it was sent. */
  DISPATCHED,
  /** Called off before anything was sent. */
  CANCELLED,
  /** A state that this version of the contract does not know. */
  UNKNOWN
}
