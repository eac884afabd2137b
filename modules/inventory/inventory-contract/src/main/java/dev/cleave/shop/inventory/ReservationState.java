package dev.cleave.shop.inventory;

/** Where a reservation stands. */
public enum ReservationState {
  /** Its units are kept from everybody else until it expires. */
  HELD,
  /** Its units are sold. */
  CONFIRMED,
  /** Its units were given back. */
  CANCELLED,
  /** It was held too long; its units are free again. */
  EXPIRED,
  /** A state that this version of the contract does not know. */
  UNKNOWN
}
