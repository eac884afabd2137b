package dev.cleave.shop.shipping;

import dev.cleave.Problem;

/** The id is that of a shipment with another customer or other lines. */
@Problem(code = "shipping.shipment-differs", status = 409)
public final class ShipmentDiffers extends Exception {
  private final ShipmentId id;

  public ShipmentDiffers(ShipmentId id) {
    super(
        "Shipment "
            + id
            + " exists with another customer or other lines: schedule under a new id.");
    this.id = id;
  }

  public ShipmentId id() {
    return id;
  }
}
