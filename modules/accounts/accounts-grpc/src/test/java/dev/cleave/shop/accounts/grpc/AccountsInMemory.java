package dev.cleave.shop.accounts.grpc;

import dev.cleave.InvalidRequest;
import dev.cleave.InvalidRequest.Violation;
import dev.cleave.ModuleUnavailable;
import dev.cleave.Page;
import dev.cleave.shop.accounts.Accounts;
import dev.cleave.shop.accounts.Address;
import dev.cleave.shop.accounts.EmailTaken;
import dev.cleave.shop.accounts.NewUser;
import dev.cleave.shop.accounts.User;
import dev.cleave.shop.accounts.UserDeleted;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.accounts.UserNotFound;
import dev.cleave.shop.accounts.UserUpdate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the proxy of accounts answers, as far as this service asks. */
final class AccountsInMemory implements Accounts {
  private final TreeMap<Integer, User> users = new TreeMap<>();
  private Consumer<List<User>> onPage = page -> {};
  private boolean isAway;
  private int lastId;

  void onPage(Consumer<List<User>> then) {
    onPage = then;
  }

  void away() {
    isAway = true;
  }

  User remember(String name) {
    UserId id = new UserId(++lastId);
    users.put(id.value(), new User(id, name, Optional.empty()));
    return users.get(id.value());
  }

  void forget(int id) {
    users.remove(id);
  }

  @Override
  public List<User> usersBehind(UserId id, int size) {
    List<User> page = users.tailMap(id.value(), false).values().stream().limit(size).toList();
    onPage.accept(page);
    return page;
  }

  @Override
  public User user(UserId id) throws UserNotFound {
    if (isAway) {
      throw new ModuleUnavailable("accounts is away", true, null);
    }
    if (!users.containsKey(id.value())) {
      throw new UserNotFound(id);
    }
    return users.get(id.value());
  }

  @Override
  public User create(NewUser user) throws EmailTaken {
    if (user.name().isEmpty()) {
      throw new InvalidRequest("name", List.of(new Violation("name", "must not be blank")));
    }
    requireFree(user.email());
    User added = remember(user.name());
    users.put(added.id().value(), new User(added.id(), added.name(), user.email()));
    return users.get(added.id().value());
  }

  private void requireFree(Optional<String> email) throws EmailTaken {
    if (email.isPresent() && users.values().stream().anyMatch(u -> u.email().equals(email))) {
      throw new EmailTaken(email.get());
    }
  }

  @Override
  public User update(UserId id, UserUpdate user) throws UserNotFound, EmailTaken {
    user(id);
    users.put(id.value(), new User(id, user.name(), user.email()));
    return users.get(id.value());
  }

  @Override
  public UserDeleted delete(UserId id) throws UserNotFound {
    user(id);
    users.remove(id.value());
    return new UserDeleted("User deleted");
  }

  @Override
  public Page<User> users(int page, int size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Address address(UserId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Address setAddress(UserId id, Address address) {
    throw new UnsupportedOperationException();
  }
}
