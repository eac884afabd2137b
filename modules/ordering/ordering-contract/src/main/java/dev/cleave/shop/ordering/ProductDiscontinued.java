package dev.cleave.shop.ordering;

import dev.cleave.Problem;
import dev.cleave.shop.catalog.ProductId;

/** A product is no longer sold. No order was placed. */
@Problem(code = "ordering.product-discontinued", status = 409)
public final class ProductDiscontinued extends Exception {
  private final ProductId product;

  public ProductDiscontinued(ProductId product) {
    super("Product " + product + " is discontinued: order without it.");
    this.product = product;
  }

  public ProductId product() {
    return product;
  }
}
