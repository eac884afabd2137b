package dev.cleave.shop.inventory;

import dev.cleave.Problem;
import dev.cleave.shop.catalog.ProductId;

/** More units of a product would have been received than inventory counts. Nothing was added. */
@Problem(code = "inventory.stock-limit-exceeded", status = 409)
public final class StockLimitExceeded extends Exception {
  private final ProductId product;
  private final int limit;

  public StockLimitExceeded(ProductId product, int limit) {
    super("Of product " + product + " no more than " + limit + " units can ever be received.");
    this.product = product;
    this.limit = limit;
  }

  public ProductId product() {
    return product;
  }

  public int limit() {
    return limit;
  }
}
