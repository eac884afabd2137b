package dev.cleave.shop.ordering;

import dev.cleave.Problem;
import dev.cleave.shop.catalog.ProductId;

/** A product does not exist. No order was placed. */
@Problem(code = "ordering.unknown-product", status = 422)
public final class UnknownProduct extends Exception {
  private final ProductId product;

  public UnknownProduct(ProductId product) {
    super("There is no product " + product + ": order one that the catalog lists.");
    this.product = product;
  }

  public ProductId product() {
    return product;
  }
}
