package dev.cleave.shop.ordering;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order as it was placed.
 *
 * @param id made when the order was placed
 * @param customer who ordered; the user may have been removed since
 * @param status where it stands
 * @param reference the operator's own number, if given
 * @param lines in the order they were given
 * @param total the sum of the lines
 * @param freight what delivery costs
 * @param amountDue {@code total + freight}
 * @param placedAt when it was recorded, in microseconds
 * @param reason why it was rejected, or why the last attempt to cancel it failed
 */
public record Order(
    OrderId id,
    UserId customer,
    OrderStatus status,
    Optional<String> reference,
    List<OrderLine> lines,
    Money total,
    Money freight,
    Money amountDue,
    Instant placedAt,
    Optional<String> reason) {
  public Order {
    reference = reference == null ? Optional.empty() : reference;
    reason = reason == null ? Optional.empty() : reason;
    lines = lines == null ? List.of() : List.copyOf(lines);
  }
}
