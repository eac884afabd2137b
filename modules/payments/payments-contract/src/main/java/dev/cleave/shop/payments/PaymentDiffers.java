package dev.cleave.shop.payments;

import dev.cleave.Problem;

/** The id is that of a payment with another customer or amount. Nothing was held. */
@Problem(code = "payments.payment-differs", status = 409)
public final class PaymentDiffers extends Exception {
  private final PaymentId id;

  public PaymentDiffers(PaymentId id) {
    super("Payment " + id + " exists with another customer or amount: authorise under a new id.");
    this.id = id;
  }

  public PaymentId id() {
    return id;
  }
}
