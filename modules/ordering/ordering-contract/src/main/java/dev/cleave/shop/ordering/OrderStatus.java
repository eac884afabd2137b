package dev.cleave.shop.ordering;

/** Where an order stands. */
public enum OrderStatus {
  /** Recorded, its units held but not yet taken from the stock: being placed, or interrupted. */
  PENDING,
  /** Placed; its units are sold. */
  CONFIRMED,
  /** Called off; its units went back. */
  CANCELLED,
  /** Could not be carried out; what was done for it was undone. */
  REJECTED,
  /** A status that this version of the contract does not know. */
  UNKNOWN
}
