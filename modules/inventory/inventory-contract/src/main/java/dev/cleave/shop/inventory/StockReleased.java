package dev.cleave.shop.inventory;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import java.util.List;

/** The units of a reservation went back. */
@IntegrationEvent("inventory.stock-released.v1")
public record StockReleased(@EventKey ReservationId reservation, List<ReservationLine> lines) {
  public StockReleased {
    lines = lines == null ? List.of() : List.copyOf(lines);
  }
}
