package dev.cleave.shop.shipping;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.shop.accounts.UserId;
import java.time.Instant;
import java.util.List;

/** Units of a shipment were sent; isComplete if none is left. */
@IntegrationEvent("shipping.units-dispatched.v1")
public record UnitsDispatched(
    @EventKey ShipmentId shipment,
    UserId customer,
    List<Units> lines,
    boolean isComplete,
    Instant at) {
  public UnitsDispatched {
    lines = lines == null ? List.of() : List.copyOf(lines);
  }
}
