package dev.cleave.shop.shipping;

import dev.cleave.Problem;
import dev.cleave.shop.catalog.ProductId;

/** Fewer units were sent, and not yet returned, than asked for. Nothing was taken back. */
@Problem(code = "shipping.not-shipped", status = 409)
public final class NotShipped extends Exception {
  private final ProductId product;
  private final int requested;
  private final int sent;

  public NotShipped(ProductId product, int requested, int sent) {
    super(
        "Of product %s %d units were asked for and %d were sent and not yet returned: ask for fewer."
            .formatted(product, requested, sent));
    this.product = product;
    this.requested = requested;
    this.sent = sent;
  }

  public ProductId product() {
    return product;
  }

  public int requested() {
    return requested;
  }

  public int sent() {
    return sent;
  }
}
