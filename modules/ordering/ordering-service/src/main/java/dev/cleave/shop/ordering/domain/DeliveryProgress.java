package dev.cleave.shop.ordering.domain;

import dev.cleave.shop.ordering.Delivery;

/** What is known of an order's shipment; the furthest step counts, in whatever order told. */
public record DeliveryProgress(
    boolean isScheduled, boolean isCalledOff, boolean isComplete, long dispatched) {
  public Delivery delivery() {
    if (isComplete) {
      return Delivery.DISPATCHED;
    }
    if (dispatched > 0) {
      return Delivery.PARTLY_DISPATCHED;
    }
    if (isCalledOff) {
      return Delivery.CALLED_OFF;
    }
    return isScheduled ? Delivery.SCHEDULED : Delivery.NONE;
  }
}
