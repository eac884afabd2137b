package dev.cleave.shop.ordering;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order and what became of it, as ordering, payments, shipping and inventory told. It follows
 * them by a moment: an order that was just placed may be missing, and one part of an entry may be
 * ahead of another.
 *
 * @param order the order
 * @param customer who ordered
 * @param status where the order stands; one that is being cancelled stands as before until it is
 * @param reason why it was rejected, if it was
 * @param reference the operator's own number, if given
 * @param lines in the order of the products' ids
 * @param total the sum of the order's lines
 * @param freight what delivery costs
 * @param paid what the customer has paid and did not get back
 * @param delivery what became of the shipment
 * @param placedAt when the order was recorded, in microseconds
 * @param changedAt when the last of it was told, in microseconds
 */
public record HistoryEntry(
    OrderId order,
    UserId customer,
    OrderStatus status,
    Optional<String> reason,
    Optional<String> reference,
    List<HistoryLine> lines,
    Money total,
    Money freight,
    Money paid,
    Delivery delivery,
    Instant placedAt,
    Instant changedAt) {
  public HistoryEntry {
    reason = reason == null ? Optional.empty() : reason;
    reference = reference == null ? Optional.empty() : reference;
    lines = lines == null ? List.of() : List.copyOf(lines);
  }
}
