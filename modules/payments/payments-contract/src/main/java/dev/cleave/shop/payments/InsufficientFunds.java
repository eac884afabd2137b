package dev.cleave.shop.payments;

import dev.cleave.Problem;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;

/** The wallet's balance is below the amount. Nothing was held. */
@Problem(code = "payments.insufficient-funds", status = 409)
public final class InsufficientFunds extends Exception {
  private final UserId customer;
  private final Money amount;
  private final Money balance;

  public InsufficientFunds(UserId customer, Money amount, Money balance) {
    super(
        "The wallet of customer %s has %s, less than %s: deposit the difference first."
            .formatted(customer, balance, amount));
    this.customer = customer;
    this.amount = amount;
    this.balance = balance;
  }

  public UserId customer() {
    return customer;
  }

  public Money amount() {
    return amount;
  }

  public Money balance() {
    return balance;
  }
}
