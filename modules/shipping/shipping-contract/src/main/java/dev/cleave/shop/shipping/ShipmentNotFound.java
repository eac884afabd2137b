package dev.cleave.shop.shipping;

import dev.cleave.Problem;

/** There is no shipment with this id. */
@Problem(code = "shipping.shipment-not-found", status = 404)
public final class ShipmentNotFound extends Exception {
  private final ShipmentId id;

  public ShipmentNotFound(ShipmentId id) {
    super("There is no shipment " + id + ".");
    this.id = id;
  }

  public ShipmentId id() {
    return id;
  }
}
