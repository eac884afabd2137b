package dev.cleave.shop.shipping;

import dev.cleave.Problem;
import dev.cleave.shop.catalog.ProductId;

/** Fewer units are left to send than asked for. Nothing was sent. */
@Problem(code = "shipping.not-to-ship", status = 409)
public final class NotToShip extends Exception {
  private final ProductId product;
  private final int requested;
  private final int left;

  public NotToShip(ProductId product, int requested, int left) {
    super(
        "Of product %s %d units were asked for and %d are left to send: ask for fewer."
            .formatted(product, requested, left));
    this.product = product;
    this.requested = requested;
    this.left = left;
  }

  public ProductId product() {
    return product;
  }

  public int requested() {
    return requested;
  }

  public int left() {
    return left;
  }
}
