package dev.cleave.shop.accounts;

import dev.cleave.Problem;

/** There is no user with this id, or none any more. */
@Problem(code = "accounts.user-not-found", status = 404)
public final class UserNotFound extends Exception {
  private final UserId id;

  public UserNotFound(UserId id) {
    super("There is no user " + id + ".");
    this.id = id;
  }

  public UserId id() {
    return id;
  }

  /** A fixed text for clients that look no further. */
  public String message() {
    return "User not found";
  }
}
