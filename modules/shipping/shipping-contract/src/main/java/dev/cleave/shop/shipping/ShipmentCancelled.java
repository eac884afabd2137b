package dev.cleave.shop.shipping;

import dev.cleave.Problem;

/** The shipment was cancelled. */
@Problem(code = "shipping.shipment-cancelled", status = 409)
public final class ShipmentCancelled extends Exception {
  private final ShipmentId id;

  public ShipmentCancelled(ShipmentId id) {
    super("Shipment " + id + " was cancelled: schedule under a new id.");
    this.id = id;
  }

  public ShipmentId id() {
    return id;
  }
}
