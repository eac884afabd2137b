package dev.cleave.shop.shipping;

import dev.cleave.shop.accounts.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is sent to a customer together.
 *
 * @param id chosen by whoever scheduled it
 * @param state where it stands
 * @param customer to whom; absent if it was cancelled before it was scheduled
 * @param lines in the order of the products' ids; none if it was cancelled before it was scheduled
 * @param dispatchedAt the latest time at which something of it was sent, in microseconds
 * @param deliveredAt the latest time at which something of it reached the customer, in microseconds
 */
public record Shipment(
    ShipmentId id,
    ShipmentState state,
    Optional<UserId> customer,
    List<ShipmentLine> lines,
    Optional<Instant> dispatchedAt,
    Optional<Instant> deliveredAt) {
  public Shipment {
    customer = customer == null ? Optional.empty() : customer;
    lines = lines == null ? List.of() : List.copyOf(lines);
    dispatchedAt = dispatchedAt == null ? Optional.empty() : dispatchedAt;
    deliveredAt = deliveredAt == null ? Optional.empty() : deliveredAt;
  }
}
