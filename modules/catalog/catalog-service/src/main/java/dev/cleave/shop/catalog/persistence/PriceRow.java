package dev.cleave.shop.catalog.persistence;

import dev.cleave.shop.catalog.PricePoint;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;

/** A row of {@code price}: one price a product had. */
@Entity
@Table(name = "price")
class PriceRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private int product;

  @Column(precision = 17, scale = Money.SCALE)
  private BigDecimal price;

  private String currency;
  private Instant since;

  /** For Jakarta Persistence. */
  protected PriceRow() {}

  PriceRow(ProductId product, PricePoint point) {
    this.product = product.value();
    price = point.price().amount();
    currency = point.price().currency();
    since = point.since();
  }

  PricePoint toPoint() {
    return new PricePoint(new Money(price, currency), since);
  }
}
