package dev.cleave.shop.catalog.persistence;

import dev.cleave.shop.catalog.CategoryId;
import dev.cleave.shop.catalog.NewProduct;
import dev.cleave.shop.catalog.Product;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.catalog.domain.PricedProduct;
import dev.cleave.shop.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** A row of {@code product}. */
@Entity
@Table(name = "product")
class ProductRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  private String name;
  private int category;

  @Column(name = "quantity_per_unit")
  private String quantityPerUnit;

  @Column(precision = 17, scale = Money.SCALE)
  private BigDecimal price;

  private String currency;
  private boolean discontinued;

  /** For Jakarta Persistence. */
  protected ProductRow() {}

  ProductRow(NewProduct product) {
    name = product.name();
    category = product.category().value();
    quantityPerUnit = product.quantityPerUnit();
    price(product.price());
  }

  void replace(PricedProduct product) {
    price(product.price());
    discontinued = product.isDiscontinued();
  }

  PricedProduct toProduct() {
    return new PricedProduct(
        new Product(
            new ProductId(id),
            name,
            new CategoryId(category),
            quantityPerUnit,
            new Money(price, currency),
            discontinued));
  }

  private void price(Money money) {
    price = money.amount();
    currency = money.currency();
  }
}
