package dev.cleave.shop.shipping;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.shop.accounts.UserId;
import java.util.List;

/** Units of a shipment came back. */
@IntegrationEvent("shipping.units-returned.v1")
public record UnitsReturned(@EventKey ShipmentId shipment, UserId customer, List<Units> lines) {
  public UnitsReturned {
    lines = lines == null ? List.of() : List.copyOf(lines);
  }
}
