package dev.cleave.shop.notifications.domain;

import dev.cleave.shop.accounts.UserId;
import java.util.Optional;

/**
 * The module's own copy of what accounts tells of its users. What is told may arrive in any order
 * but for two changes of one user, which never overtake each other.
 */
public interface Recipients {
  /** Empty if accounts has not told of this user yet. */
  Optional<Recipient> find(UserId user);

  /** Keeps a new user, unless something later is known already. */
  void add(UserId user, String name, Optional<String> email);

  /** Keeps a change, unless the user was removed. */
  void replace(UserId user, String name, Optional<String> email);

  /** Forgets name and address for good; only that the user was removed is kept. */
  void forget(UserId user);
}
