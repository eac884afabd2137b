package dev.cleave.shop.payments;

import dev.cleave.Problem;
import dev.cleave.shop.accounts.UserId;

/** The customer has no wallet, or none yet: it is opened a moment after the user was created. */
@Problem(code = "payments.wallet-not-found", status = 404)
public final class WalletNotFound extends Exception {
  private final UserId customer;

  public WalletNotFound(UserId customer) {
    super(
        "Customer "
            + customer
            + " has no wallet (yet): it is opened a moment after the user was created.");
    this.customer = customer;
  }

  public UserId customer() {
    return customer;
  }
}
