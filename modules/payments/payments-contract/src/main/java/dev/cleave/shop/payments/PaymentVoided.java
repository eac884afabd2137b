package dev.cleave.shop.payments;

import dev.cleave.Problem;

/** The payment was voided. Nothing was paid. */
@Problem(code = "payments.payment-voided", status = 409)
public final class PaymentVoided extends Exception {
  private final PaymentId id;

  public PaymentVoided(PaymentId id) {
    super("Payment " + id + " was voided: authorise under a new id.");
    this.id = id;
  }

  public PaymentId id() {
    return id;
  }
}
