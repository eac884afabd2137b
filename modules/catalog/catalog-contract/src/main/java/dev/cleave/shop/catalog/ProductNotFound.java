package dev.cleave.shop.catalog;

import dev.cleave.Problem;

/** There is no product with this id. */
@Problem(code = "catalog.product-not-found", status = 404)
public final class ProductNotFound extends Exception {
  private final ProductId id;

  public ProductNotFound(ProductId id) {
    super("There is no product " + id + ".");
    this.id = id;
  }

  public ProductId id() {
    return id;
  }
}
