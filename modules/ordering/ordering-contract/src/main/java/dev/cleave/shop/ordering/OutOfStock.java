package dev.cleave.shop.ordering;

import dev.cleave.Problem;
import dev.cleave.shop.catalog.ProductId;

/** Fewer units are available than a line asks for. No order was placed. */
@Problem(code = "ordering.out-of-stock", status = 409)
public final class OutOfStock extends Exception {
  private final ProductId product;
  private final int requested;
  private final int available;

  public OutOfStock(ProductId product, int requested, int available) {
    super(
        "Of product "
            + product
            + " "
            + requested
            + " units were ordered and "
            + available
            + " are available: order fewer, or later.");
    this.product = product;
    this.requested = requested;
    this.available = available;
  }

  public ProductId product() {
    return product;
  }

  public int requested() {
    return requested;
  }

  public int available() {
    return available;
  }
}
