package dev.cleave.shop.inventory;

import dev.cleave.Problem;
import dev.cleave.shop.catalog.ProductId;

/** Fewer units are available than asked for. Nothing was held or written off. */
@Problem(code = "inventory.insufficient-stock", status = 409)
public final class InsufficientStock extends Exception {
  private final ProductId product;
  private final int requested;
  private final int available;

  public InsufficientStock(ProductId product, int requested, int available) {
    super(
        "Of product "
            + product
            + " "
            + requested
            + " units were asked for and "
            + available
            + " are available.");
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
