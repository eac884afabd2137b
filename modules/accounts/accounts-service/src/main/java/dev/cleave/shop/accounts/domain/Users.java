package dev.cleave.shop.accounts.domain;

import dev.cleave.shop.accounts.Address;
import dev.cleave.shop.accounts.EmailTaken;
import dev.cleave.shop.accounts.User;
import dev.cleave.shop.accounts.UserId;
import java.util.List;
import java.util.Optional;

/** All users. */
public interface Users {
  /** Users in the order of their ids. */
  List<User> page(int offset, int limit);

  /** Users of larger ids, in their order. */
  List<User> behind(UserId id, int limit);

  Optional<User> find(UserId id);

  /**
   * Adds a user under a new id.
   *
   * @throws EmailTaken if another user has the address, even one that is being added right now; the
   *     transaction can then only be rolled back
   */
  User add(String name, Optional<String> email) throws EmailTaken;

  /**
   * Replaces a user's name and e-mail address.
   *
   * @return the user, or empty if there is none
   * @throws EmailTaken as for {@link #add}
   */
  Optional<User> replace(UserId id, String name, Optional<String> email) throws EmailTaken;

  /** Removes a user and the user's address; false if there is no such user. */
  boolean remove(UserId id);

  Optional<Address> addressOf(UserId id);

  /** Sets or replaces a user's address; false if there is no such user. */
  boolean setAddress(UserId id, Address address);
}
