package dev.cleave.shop.accounts;

import java.util.Optional;

/**
 * A user.
 *
 * @param id given by the database
 * @param name as the user gave it
 * @param email unique without regard to case, if given
 */
public record User(UserId id, String name, Optional<String> email) {
  public User {
    email = email == null ? Optional.empty() : email;
  }
}
