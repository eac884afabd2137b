package dev.cleave.shop.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsConstraintsTest {
  private static final String AT_LIMIT = "x".repeat(200);

  @ParameterizedTest
  @ValueSource(strings = {"Zoë 李 🦊", "O'Hara", "x"})
  void names_may_be_in_any_script(String name) {
    assertThat(Violations.of(new NewUser(name, Optional.empty()))).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", "a\u0000b", "a\nb", "\ud800"})
  void names_the_database_cannot_hold_are_refused(String name) {
    assertThat(Violations.of(new NewUser(name, Optional.empty()))).contains("name");
    assertThat(Violations.of(new UserUpdate(name, Optional.empty()))).contains("name");
  }

  @Test
  void a_name_has_200_characters_at_most() {
    assertThat(Violations.of(new NewUser(AT_LIMIT, Optional.empty()))).isEmpty();
    assertThat(Violations.of(new NewUser(AT_LIMIT + "x", Optional.empty()))).contains("name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "no at", "a@", "a b@c.de", "a@b\u0000.de", "a@b@c.de"})
  void what_is_not_an_email_address_is_refused(String email) {
    assertThat(Violations.of(new NewUser("Ann", Optional.of(email))))
        .isNotEmpty()
        .allMatch(path -> path.startsWith("email"));
  }

  @Test
  void an_absent_email_is_fine_even_as_null() {
    assertThat(Violations.of(new UserUpdate("Ann", null))).isEmpty();
    assertThat(new UserUpdate("Ann", null).email()).isEmpty();
  }

  @Test
  void an_address_may_lack_region_and_postal_code_but_they_may_not_be_blank() {
    Address without = new Address("1 Way", "Cork", null, null, "Ireland");
    Address blank = new Address("1 Way", "Cork", Optional.of(" "), Optional.of("\t"), "Ireland");

    assertThat(Violations.of(without)).isEmpty();
    assertThat(Violations.of(blank)).contains("postalCode", "region");
  }
}
