package dev.cleave.shop.ordering;

import dev.cleave.Problem;

/** There is no order with this id. */
@Problem(code = "ordering.order-not-found", status = 404)
public final class OrderNotFound extends Exception {
  private final OrderId id;

  public OrderNotFound(OrderId id) {
    super("There is no order " + id + ".");
    this.id = id;
  }

  public OrderId id() {
    return id;
  }
}
