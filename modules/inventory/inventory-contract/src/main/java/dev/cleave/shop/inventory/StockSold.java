package dev.cleave.shop.inventory;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import java.util.List;

/** The units of a reservation were sold. */
@IntegrationEvent("inventory.stock-sold.v1")
public record StockSold(@EventKey ReservationId reservation, List<ReservationLine> lines) {
  public StockSold {
    lines = lines == null ? List.of() : List.copyOf(lines);
  }
}
