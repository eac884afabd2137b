package dev.cleave.shop.catalog.domain;

import dev.cleave.shop.catalog.PricePoint;
import dev.cleave.shop.catalog.Product;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.catalog.Quote;
import dev.cleave.shop.money.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A product and the rules by which it changes. */
public final class PricedProduct {
  private Product product;

  public PricedProduct(Product product) {
    this.product = product;
  }

  public ProductId id() {
    return product.id();
  }

  public Money price() {
    return product.price();
  }

  public boolean isDiscontinued() {
    return product.discontinued();
  }

  /**
   * Sets the price.
   *
   * @return what the history has to remember: nothing if the product has that price already
   */
  public Optional<PricePoint> changePrice(Money price, Instant now) {
    if (price.equals(product.price())) {
      return Optional.empty();
    }
    product = with(price, product.discontinued());
    return Optional.of(priceSince(now));
  }

  /** Takes the product off sale, for good. */
  public void discontinue() {
    product = with(product.price(), true);
  }

  /** The present price as one that began at the given moment. */
  public PricePoint priceSince(Instant moment) {
    return new PricePoint(product.price(), moment.truncatedTo(ChronoUnit.MICROS));
  }

  public Quote quote() {
    return new Quote(product.id(), product.price(), product.discontinued());
  }

  public Product toProduct() {
    return product;
  }

  private Product with(Money price, boolean discontinued) {
    return new Product(
        product.id(),
        product.name(),
        product.category(),
        product.quantityPerUnit(),
        price,
        discontinued);
  }
}
