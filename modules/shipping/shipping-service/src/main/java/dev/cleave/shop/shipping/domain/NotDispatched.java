package dev.cleave.shop.shipping.domain;

import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.ShipmentState;

/** A carrier says that it delivered something of a shipment of which nothing was sent. */
public final class NotDispatched extends Exception {
  public NotDispatched(ShipmentId id, ShipmentState state) {
    super(
        "Nothing of shipment %s was sent (it is %s), so nothing of it can have been delivered."
            .formatted(id, state));
  }
}
