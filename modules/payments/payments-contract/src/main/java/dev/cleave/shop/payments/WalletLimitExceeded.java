package dev.cleave.shop.payments;

import dev.cleave.Problem;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;

/** More money would have been put into a wallet than it ever takes. Nothing was deposited. */
@Problem(code = "payments.wallet-limit-exceeded", status = 409)
public final class WalletLimitExceeded extends Exception {
  private final UserId customer;
  private final Money limit;

  public WalletLimitExceeded(UserId customer, Money limit) {
    super(
        "Into the wallet of customer %s no more than %s can ever be put."
            .formatted(customer, limit));
    this.customer = customer;
    this.limit = limit;
  }

  public UserId customer() {
    return customer;
  }

  public Money limit() {
    return limit;
  }
}
