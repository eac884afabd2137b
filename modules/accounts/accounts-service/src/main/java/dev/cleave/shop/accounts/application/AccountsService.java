package dev.cleave.shop.accounts.application;

import dev.cleave.Page;
import dev.cleave.shop.accounts.Accounts;
import dev.cleave.shop.accounts.Address;
import dev.cleave.shop.accounts.AddressNotFound;
import dev.cleave.shop.accounts.EmailTaken;
import dev.cleave.shop.accounts.NewUser;
import dev.cleave.shop.accounts.User;
import dev.cleave.shop.accounts.UserDeleted;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.accounts.UserNotFound;
import dev.cleave.shop.accounts.UserUpdate;
import dev.cleave.shop.accounts.domain.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Serves the contract from {@link Users}. */
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
public class AccountsService implements Accounts {
  private Users users;

  /** For the container's client proxy. */
  AccountsService() {}

  @Inject
  public AccountsService(Users users) {
    this.users = users;
  }

  @Override
  public Page<User> users(int page, int size) {
    return Page.of(users.page(Page.offset(page, size), size + 1), page, size);
  }

  @Override
  public User user(UserId id) throws UserNotFound {
    return users.find(id).orElseThrow(() -> new UserNotFound(id));
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public User create(NewUser user) throws EmailTaken {
    return users.add(user.name(), user.email());
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public User update(UserId id, UserUpdate user) throws UserNotFound, EmailTaken {
    return users.replace(id, user.name(), user.email()).orElseThrow(() -> new UserNotFound(id));
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public UserDeleted delete(UserId id) throws UserNotFound {
    if (!users.remove(id)) {
      throw new UserNotFound(id);
    }
    return new UserDeleted("User deleted");
  }

  @Override
  public Address address(UserId id) throws UserNotFound, AddressNotFound {
    Optional<Address> address = users.addressOf(id);
    if (address.isEmpty()) {
      user(id);
    }
    return address.orElseThrow(() -> new AddressNotFound(id));
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Address setAddress(UserId id, Address address) throws UserNotFound {
    if (!users.setAddress(id, address)) {
      throw new UserNotFound(id);
    }
    return address;
  }
}
