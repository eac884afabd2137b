package dev.cleave.shop.ordering;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An order was accepted; its checkout begins. */
@IntegrationEvent("ordering.order-placed.v1")
public record OrderPlaced(
    @EventKey OrderId order,
    UserId customer,
    Optional<String> reference,
    List<OrderLine> lines,
    Money total,
    Money freight,
    Instant placedAt) {
  public OrderPlaced {
    reference = reference == null ? Optional.empty() : reference;
    lines = lines == null ? List.of() : List.copyOf(lines);
  }
}
