package dev.cleave.shop.accounts.application;

import dev.cleave.Page;
import dev.cleave.shop.accounts.Accounts;
import dev.cleave.shop.accounts.Address;
import dev.cleave.shop.accounts.AddressNotFound;
import dev.cleave.shop.accounts.EmailTaken;
import dev.cleave.shop.accounts.NewUser;
import dev.cleave.shop.accounts.User;
import dev.cleave.shop.accounts.UserChanged;
import dev.cleave.shop.accounts.UserCreated;
import dev.cleave.shop.accounts.UserDeleted;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.accounts.UserNotFound;
import dev.cleave.shop.accounts.UserRemoved;
import dev.cleave.shop.accounts.UserUpdate;
import dev.cleave.shop.accounts.domain.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Serves the contract from {@link Users}, and tells what became of a user. */
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
public class AccountsService implements Accounts {
  private Users users;
  private Event<UserCreated> created;
  private Event<UserChanged> changed;
  private Event<UserRemoved> removed;

  /** For the container's client proxy. */
  AccountsService() {}

  @Inject
  public AccountsService(
      Users users,
      Event<UserCreated> created,
      Event<UserChanged> changed,
      Event<UserRemoved> removed) {
    this.users = users;
    this.created = created;
    this.changed = changed;
    this.removed = removed;
  }

  @Override
  public Page<User> users(int page, int size) {
    return Page.of(users.page(Page.offset(page, size), size + 1), page, size);
  }

  @Override
  public List<User> usersBehind(UserId id, int size) {
    return users.behind(id, size);
  }

  @Override
  public User user(UserId id) throws UserNotFound {
    return users.find(id).orElseThrow(() -> new UserNotFound(id));
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public User create(NewUser user) throws EmailTaken {
    User added = users.add(user.name(), user.email());
    created.fire(new UserCreated(added.id(), added.name(), added.email()));
    return added;
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public User update(UserId id, UserUpdate user) throws UserNotFound, EmailTaken {
    User replaced =
        users.replace(id, user.name(), user.email()).orElseThrow(() -> new UserNotFound(id));
    changed.fire(new UserChanged(id, replaced.name(), replaced.email()));
    return replaced;
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public UserDeleted delete(UserId id) throws UserNotFound {
    if (!users.remove(id)) {
      throw new UserNotFound(id);
    }
    removed.fire(new UserRemoved(id));
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
