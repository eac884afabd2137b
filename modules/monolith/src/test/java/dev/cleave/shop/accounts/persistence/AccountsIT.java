package dev.cleave.shop.accounts.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.Page;
import dev.cleave.shop.ShopDatabase;
import dev.cleave.shop.Unheard;
import dev.cleave.shop.accounts.Accounts;
import dev.cleave.shop.accounts.Address;
import dev.cleave.shop.accounts.AddressNotFound;
import dev.cleave.shop.accounts.EmailTaken;
import dev.cleave.shop.accounts.NewUser;
import dev.cleave.shop.accounts.User;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.accounts.UserNotFound;
import dev.cleave.shop.accounts.UserUpdate;
import dev.cleave.shop.accounts.application.AccountsService;
import dev.cleave.test.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountsIT {
  private static final UserId NOBODY = new UserId(Integer.MAX_VALUE);
  private static final Address CORK =
      new Address("1 Way", "Cork", Optional.of("Munster"), Optional.empty(), "Ireland");

  /** A call in a transaction of its own. */
  private interface Call<T> {
    T of(Accounts accounts) throws Exception;
  }

  @Test
  void a_user_is_kept_as_given_whatever_the_script() throws Exception {
    User user = create("Zoë 李 🦊 O'Hara", "Zoe@Example.org");

    assertThat(user.id().value()).isPositive();
    assertThat(this.<User>in(a -> a.user(user.id()))).isEqualTo(user);
    assertThat(user.email()).contains("Zoe@Example.org");
  }

  @Test
  void pages_are_in_the_order_of_ids_and_together_hold_every_user_once() throws Exception {
    for (int i = 0; i < 7; i++) {
      create("User " + i, null);
    }
    List<Integer> ids = new ArrayList<>();
    Page<User> page;
    int number = 1;
    do {
      int n = number++;
      page = in(a -> a.users(n, 3));
      page.items().forEach(user -> ids.add(user.id().value()));
    } while (page.hasNext());

    assertThat(ids).isSorted().doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(7);
    assertThat(this.<Page<User>>in(a -> a.users(2_000_000, 1000)).items()).isEmpty();
  }

  @Test
  void an_email_is_taken_in_any_spelling() throws Exception {
    create("Ann", "ann@taken.org");
    User ben = create("Ben", "ben@taken.org");

    assertThatExceptionOfType(EmailTaken.class)
        .isThrownBy(() -> create("Other", "ANN@Taken.org"))
        .satisfies(e -> assertThat(e.email()).isEqualTo("ANN@Taken.org"));
    assertThatExceptionOfType(EmailTaken.class)
        .isThrownBy(() -> update(ben.id(), "Ben", "Ann@taken.org"));
    assertThat(this.<User>in(a -> a.user(ben.id()))).isEqualTo(ben);
    assertThat(update(ben.id(), "Ben", "BEN@taken.org").email()).contains("BEN@taken.org");
  }

  @Test
  void an_update_without_email_removes_it_and_frees_it() throws Exception {
    User ann = create("Ann", "ann@free.org");

    assertThat(update(ann.id(), "Anne", null))
        .isEqualTo(new User(ann.id(), "Anne", Optional.empty()));
    assertThat(create("Other", "ann@free.org").email()).contains("ann@free.org");
  }

  @Test
  void unknown_users_are_not_found() {
    assertThatExceptionOfType(UserNotFound.class).isThrownBy(() -> in(a -> a.user(NOBODY)));
    assertThatExceptionOfType(UserNotFound.class).isThrownBy(() -> in(a -> a.user(new UserId(-1))));
    assertThatExceptionOfType(UserNotFound.class).isThrownBy(() -> update(NOBODY, "x", null));
    assertThatExceptionOfType(UserNotFound.class).isThrownBy(() -> in(a -> a.delete(NOBODY)));
    assertThatExceptionOfType(UserNotFound.class).isThrownBy(() -> in(a -> a.address(NOBODY)));
    assertThatExceptionOfType(UserNotFound.class)
        .isThrownBy(() -> in(a -> a.setAddress(NOBODY, CORK)));
  }

  @Test
  void an_address_is_set_replaced_and_goes_with_its_user() throws Exception {
    User ann = create("Ann", null);
    Address moved = new Address("2 Way", "Cobh", Optional.empty(), Optional.of("P24"), "Ireland");

    assertThatExceptionOfType(AddressNotFound.class).isThrownBy(() -> in(a -> a.address(ann.id())));
    in(a -> a.setAddress(ann.id(), CORK));
    assertThat(this.<Address>in(a -> a.address(ann.id()))).isEqualTo(CORK);
    in(a -> a.setAddress(ann.id(), moved));
    assertThat(this.<Address>in(a -> a.address(ann.id()))).isEqualTo(moved);

    assertThat(in(a -> a.delete(ann.id())).message()).isEqualTo("User deleted");
    assertThatExceptionOfType(UserNotFound.class).isThrownBy(() -> in(a -> a.address(ann.id())));
  }

  @Test
  void of_many_who_want_an_email_at_once_one_gets_it() throws Exception {
    List<Object> outcomes =
        Together.run(8, i -> () -> create("User " + i, i % 2 == 0 ? "race@x.org" : "RACE@x.org"));

    assertThat(outcomes).filteredOn(User.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(EmailTaken.class::isInstance).hasSize(7);
  }

  @Test
  void a_user_deleted_meanwhile_is_not_found_and_nothing_worse() throws Exception {
    for (int round = 0; round < 5; round++) {
      User user = create("User", null);
      List<Object> outcomes =
          Together.run(
              6,
              i ->
                  () ->
                      switch (i % 3) {
                        case 0 -> in(a -> a.delete(user.id()));
                        case 1 -> update(user.id(), "Renamed", null);
                        default -> in(a -> a.setAddress(user.id(), CORK));
                      });

      assertThat(outcomes)
          .filteredOn(Exception.class::isInstance)
          .hasOnlyElementsOfType(UserNotFound.class);
      assertThatExceptionOfType(UserNotFound.class).isThrownBy(() -> in(a -> a.user(user.id())));
    }
  }

  private User create(String name, String email) throws Exception {
    return in(a -> a.create(new NewUser(name, Optional.ofNullable(email))));
  }

  private User update(UserId id, String name, String email) throws Exception {
    return in(a -> a.update(id, new UserUpdate(name, Optional.ofNullable(email))));
  }

  private <T> T in(Call<T> call) throws Exception {
    return ShopDatabase.inTransaction(
        "accounts",
        em -> {
          JpaUsers users = new JpaUsers();
          users.em = em;
          return call.of(
              new AccountsService(users, new Unheard<>(), new Unheard<>(), new Unheard<>()));
        });
  }
}
