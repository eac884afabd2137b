package dev.cleave.cli.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.CommandFailed;
import org.junit.jupiter.api.Test;

class DatabaseAddressTest {

  @Test
  void the_port_may_be_left_out() {
    assertThat(DatabaseAddress.of("jdbc:postgresql://db.example.org/shop"))
        .isEqualTo(new DatabaseAddress("db.example.org", 5432, "shop"));
    assertThat(DatabaseAddress.of("jdbc:postgresql://db:6432/shop").url())
        .isEqualTo("jdbc:postgresql://db:6432/shop");
  }

  @Test
  void anything_else_is_refused_with_the_form_it_must_have() {
    assertThatThrownBy(() -> DatabaseAddress.of("postgres://db/shop"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage(
            "database.url is \"postgres://db/shop\"; it must be of the form jdbc:postgresql://host:port/name");
  }
}
