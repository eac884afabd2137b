package dev.cleave.shop.inventory;

import dev.cleave.Problem;
import dev.cleave.shop.catalog.ProductId;

/**
 * The last unit of a product is not written off while the catalog does not have the product, which
 * could not be discontinued there. Nothing was written off.
 */
@Problem(code = "inventory.not-in-catalog", status = 409)
public final class NotInCatalog extends Exception {
  private final ProductId product;

  public NotInCatalog(ProductId product) {
    super(
        "Product "
            + product
            + " is not in the catalog and could not be discontinued: add it there before its last"
            + " unit is written off.");
    this.product = product;
  }

  public ProductId product() {
    return product;
  }
}
