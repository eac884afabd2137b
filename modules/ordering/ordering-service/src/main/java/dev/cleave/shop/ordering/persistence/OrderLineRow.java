package dev.cleave.shop.ordering.persistence;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderLine;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.UUID;

/** A row of {@code order_line}; written once. */
@Entity
@Table(name = "order_line")
@IdClass(OrderLineRow.Key.class)
class OrderLineRow {
  @Id
  @Column(name = "order_id")
  private UUID order;

  @Id private int position;
  private int product;
  private int quantity;

  @Column(name = "unit_price", precision = 17, scale = Money.SCALE)
  private BigDecimal unitPrice;

  @Column(precision = 5, scale = 4)
  private BigDecimal discount;

  @Column(precision = 17, scale = Money.SCALE)
  private BigDecimal amount;

  /** For Jakarta Persistence. */
  protected OrderLineRow() {}

  OrderLineRow(OrderId order, int position, OrderLine line) {
    this.order = order.value();
    this.position = position;
    product = line.product().value();
    quantity = line.quantity();
    unitPrice = line.unitPrice().amount();
    discount = line.discount();
    amount = line.amount().amount();
  }

  UUID order() {
    return order;
  }

  OrderLine toLine(String currency) {
    return new OrderLine(
        new ProductId(product),
        quantity,
        new Money(unitPrice, currency),
        discount,
        new Money(amount, currency));
  }

  /** The primary key. */
  record Key(UUID order, int position) {}
}
