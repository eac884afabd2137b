package dev.cleave.shop.ordering.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderStatus;
import dev.cleave.shop.ordering.domain.PurchaseOrder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code orders}. */
@Entity
@Table(name = "orders")
class OrderRow {
  @Id private UUID id;
  private int customer;

  @Enumerated(EnumType.STRING)
  private OrderStatus status;

  private String reference;

  @Column(precision = 17, scale = Money.SCALE)
  private BigDecimal freight;

  private String currency;

  @Column(name = "placed_at")
  private Instant placedAt;

  private String reason;

  /** For Jakarta Persistence. */
  protected OrderRow() {}

  UUID id() {
    return id;
  }

  void status(OrderStatus status, Optional<String> reason) {
    this.status = status;
    this.reason = reason.orElse(null);
  }

  PurchaseOrder toOrder(List<OrderLineRow> lines) {
    return new PurchaseOrder(
        new OrderId(id),
        new UserId(customer),
        status,
        Optional.ofNullable(reference),
        lines.stream().map(line -> line.toLine(currency)).toList(),
        new Money(freight, currency),
        placedAt,
        Optional.ofNullable(reason));
  }
}
