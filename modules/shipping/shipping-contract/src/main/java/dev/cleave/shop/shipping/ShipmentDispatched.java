package dev.cleave.shop.shipping;

import dev.cleave.Problem;

/** Something of the shipment was sent, so that it cannot be cancelled. */
@Problem(code = "shipping.shipment-dispatched", status = 409)
public final class ShipmentDispatched extends Exception {
  private final ShipmentId id;

  public ShipmentDispatched(ShipmentId id) {
    super("Something of shipment " + id + " was sent: take it back instead of cancelling it.");
    this.id = id;
  }

  public ShipmentId id() {
    return id;
  }
}
