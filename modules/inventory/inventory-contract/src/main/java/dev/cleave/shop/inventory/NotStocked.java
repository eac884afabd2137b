package dev.cleave.shop.inventory;

import dev.cleave.Problem;
import dev.cleave.shop.catalog.ProductId;

/** No unit of this product was ever received. */
@Problem(code = "inventory.not-stocked", status = 404)
public final class NotStocked extends Exception {
  private final ProductId product;

  public NotStocked(ProductId product) {
    super("No unit of product " + product + " was ever received.");
    this.product = product;
  }

  public ProductId product() {
    return product;
  }
}
