package dev.cleave.shop.payments;

import dev.cleave.Problem;

/** The payment was refunded. */
@Problem(code = "payments.payment-refunded", status = 409)
public final class PaymentRefunded extends Exception {
  private final PaymentId id;

  public PaymentRefunded(PaymentId id) {
    super("Payment " + id + " was refunded: authorise under a new id.");
    this.id = id;
  }

  public PaymentId id() {
    return id;
  }
}
