package dev.cleave.shop.accounts;

import dev.cleave.Problem;

/** The user exists but has no address. */
@Problem(code = "accounts.address-not-found", status = 404)
public final class AddressNotFound extends Exception {
  private final UserId id;

  public AddressNotFound(UserId id) {
    super("User " + id + " has no address: set one first.");
    this.id = id;
  }

  public UserId id() {
    return id;
  }
}
