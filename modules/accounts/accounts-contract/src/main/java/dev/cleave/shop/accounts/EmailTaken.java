package dev.cleave.shop.accounts;

import dev.cleave.Problem;

/** Another user has this e-mail address; case does not count. Nothing was changed. */
@Problem(code = "accounts.email-taken", status = 409)
public final class EmailTaken extends Exception {
  private final String email;

  public EmailTaken(String email) {
    super(
        "The e-mail address " + email + " belongs to another user: use a different one, or none.");
    this.email = email;
  }

  public String email() {
    return email;
  }
}
