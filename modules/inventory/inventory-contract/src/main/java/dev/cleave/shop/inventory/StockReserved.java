package dev.cleave.shop.inventory;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import java.util.List;

/** Units are kept for a reservation. */
@IntegrationEvent("inventory.stock-reserved.v1")
public record StockReserved(@EventKey ReservationId reservation, List<ReservationLine> lines) {
  public StockReserved {
    lines = lines == null ? List.of() : List.copyOf(lines);
  }
}
