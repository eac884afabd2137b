package dev.cleave.shop.ordering.domain;

/** How units of an order move; told in portions that add up. */
public enum Movement {
  /** Taken from the stock for good. */
  SOLD,
  /** Sent to the customer. */
  DISPATCHED,
  /** Came back from the customer. */
  RETURNED
}
