package dev.cleave.shop.ordering;

/** What became of an order's shipment. */
public enum Delivery {
  /** No shipment is known of. */
  NONE,
  /** A shipment waits to be sent. */
  SCHEDULED,
  /** Some units were sent. */
  PARTLY_DISPATCHED,
  /** All units were sent. */
  DISPATCHED,
  /** Called off before anything was sent. */
  CALLED_OFF,
  /** A state that this version of the contract does not know. */
  UNKNOWN
}
