package dev.cleave.shop.ordering.domain;

/** What is true of an order once it was told, whatever is told later. */
public enum Milestone {
  CONFIRMED,
  CANCELLED,
  /** Its units went back to the stock. */
  RELEASED,
  /** A shipment was scheduled. */
  SCHEDULED,
  /** The shipment was called off. */
  CALLED_OFF,
  /** Nothing of the shipment is left to send. */
  COMPLETE
}
