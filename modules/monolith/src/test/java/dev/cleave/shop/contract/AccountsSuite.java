package dev.cleave.shop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.CallContext;
import dev.cleave.InvalidRequest;
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
import dev.cleave.test.ContractSuite;
import dev.cleave.test.Together;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class AccountsSuite extends ContractSuite {
  private static final UserId NOBODY = new UserId(Integer.MAX_VALUE);
  private static final Address CORK =
      new Address("1 Way", "Cork", Optional.of("Munster"), Optional.empty(), "Ireland");

  @Inject private Accounts accounts;

  AccountsSuite(String binding) {
    super(binding, "accounts");
  }

  @Test
  void a_user_is_found_as_it_was_created() throws Exception {
    String email = unique() + "@example.org";
    User user = accounts.create(new NewUser("Zoë 李 🦊 O'Hara", Optional.of(email)));

    assertThat(user.id().value()).isPositive();
    assertThat(user.email()).contains(email);
    assertThat(accounts.user(user.id())).isEqualTo(user);
  }

  @Test
  void an_unknown_user_is_not_found_by_any_method() {
    assertThatExceptionOfType(UserNotFound.class)
        .isThrownBy(() -> accounts.user(NOBODY))
        .withNoCause()
        .withMessage("There is no user 2147483647.")
        .satisfies(e -> assertThat(e.id()).isEqualTo(NOBODY));
    assertThatExceptionOfType(UserNotFound.class).isThrownBy(() -> accounts.delete(NOBODY));
    assertThatExceptionOfType(UserNotFound.class).isThrownBy(() -> accounts.address(NOBODY));
    assertThatExceptionOfType(UserNotFound.class)
        .isThrownBy(() -> accounts.update(NOBODY, new UserUpdate("x", Optional.empty())));
    assertThatExceptionOfType(UserNotFound.class)
        .isThrownBy(() -> accounts.setAddress(NOBODY, CORK));
  }

  @Test
  void who_goes_on_behind_the_last_user_meets_each_once_while_others_come_and_go()
      throws Exception {
    User first = accounts.create(new NewUser("First", Optional.empty()));
    User second = accounts.create(new NewUser("Second", Optional.empty()));
    assertThat(accounts.usersBehind(first.id(), 1)).containsExactly(second);
    accounts.delete(first.id());
    User third = accounts.create(new NewUser("Third", Optional.empty()));

    assertThat(accounts.usersBehind(second.id(), 1000)).startsWith(third);
    assertThat(accounts.usersBehind(new UserId(0), 1)).hasSize(1);
    assertThat(accounts.usersBehind(NOBODY, 1)).isEmpty();
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> accounts.usersBehind(NOBODY, 1001));
  }

  @Test
  void of_many_who_want_an_email_at_once_one_gets_it() throws Exception {
    String email = unique() + "@example.org";
    List<Object> outcomes =
        Together.run(16, i -> () -> accounts.create(new NewUser("User " + i, Optional.of(email))));

    assertThat(outcomes).filteredOn(User.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(EmailTaken.class::isInstance)
        .hasSize(15)
        .allSatisfy(e -> assertThat(((EmailTaken) e).email()).isEqualTo(email));
  }

  @Test
  void a_refused_change_leaves_the_user_as_it_was() throws Exception {
    String taken = unique() + "@example.org";
    accounts.create(new NewUser("Ann", Optional.of(taken)));
    User ben = accounts.create(new NewUser("Ben", Optional.empty()));

    assertThatExceptionOfType(EmailTaken.class)
        .isThrownBy(() -> accounts.update(ben.id(), new UserUpdate("Bob", Optional.of(taken))));
    assertThat(accounts.user(ben.id())).isEqualTo(ben);
  }

  @Test
  void an_address_comes_and_goes_with_its_user() throws Exception {
    User user = accounts.create(new NewUser("Ann", Optional.empty()));
    assertThatExceptionOfType(AddressNotFound.class)
        .isThrownBy(() -> accounts.address(user.id()))
        .satisfies(e -> assertThat(e.id()).isEqualTo(user.id()));

    assertThat(accounts.setAddress(user.id(), CORK)).isEqualTo(CORK);
    assertThat(accounts.address(user.id())).isEqualTo(CORK);
    assertThat(accounts.delete(user.id())).isEqualTo(new UserDeleted("User deleted"));
    assertThatExceptionOfType(UserNotFound.class).isThrownBy(() -> accounts.user(user.id()));
  }

  @Test
  void pages_have_the_size_asked_for_and_say_whether_one_follows() throws Exception {
    for (int i = 0; i < 3; i++) {
      accounts.create(new NewUser("User " + i, Optional.empty()));
    }
    Page<User> first = accounts.users(1, 2);
    Page<User> second = accounts.users(2, 2);

    assertThat(first.items()).hasSize(2).doesNotContainAnyElementsOf(second.items());
    assertThat(first.number()).isEqualTo(1);
    assertThat(first.size()).isEqualTo(2);
    assertThat(first.hasNext()).isTrue();
    assertThat(accounts.users(2_000_000, 1000))
        .isEqualTo(new Page<>(List.of(), 2_000_000, 1000, false));
  }

  @Test
  void what_breaks_the_constraints_is_refused_with_every_violation() {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> accounts.create(new NewUser(" ", Optional.of("no e-mail"))))
        .satisfies(
            e ->
                assertThat(e.violations())
                    .extracting(InvalidRequest.Violation::field)
                    .containsExactly("email", "name"));
    assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> accounts.users(0, 1001));
    assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> accounts.create(null));
  }

  @Test
  void a_repeat_with_the_same_key_creates_no_second_user() throws Exception {
    CallContext keyed = CallContext.current().withIdempotencyKey(unique());
    NewUser user = new NewUser("Once", Optional.of(unique() + "@example.org"));
    User first = keyed.call(() -> accounts.create(user));

    assertThat(keyed.<User, EmailTaken>call(() -> accounts.create(user))).isEqualTo(first);
  }

  private static String unique() {
    return UUID.randomUUID().toString();
  }
}
