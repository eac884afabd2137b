package dev.cleave.shop.ordering;

import dev.cleave.Problem;
import dev.cleave.shop.accounts.UserId;

/** The customer does not exist. No order was placed. */
@Problem(code = "ordering.unknown-customer", status = 422)
public final class UnknownCustomer extends Exception {
  private final UserId customer;

  public UnknownCustomer(UserId customer) {
    super("There is no customer " + customer + ": create the user first.");
    this.customer = customer;
  }

  public UserId customer() {
    return customer;
  }
}
