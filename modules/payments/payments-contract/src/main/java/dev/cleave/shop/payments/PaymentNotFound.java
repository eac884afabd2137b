package dev.cleave.shop.payments;

import dev.cleave.Problem;

/** There is no payment with this id. */
@Problem(code = "payments.payment-not-found", status = 404)
public final class PaymentNotFound extends Exception {
  private final PaymentId id;

  public PaymentNotFound(PaymentId id) {
    super("There is no payment " + id + ".");
    this.id = id;
  }

  public PaymentId id() {
    return id;
  }
}
