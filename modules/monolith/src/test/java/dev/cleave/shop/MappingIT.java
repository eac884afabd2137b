package dev.cleave.shop;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingIT {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "accounts",
        "catalog",
        "inventory",
        "ordering",
        "payments",
        "shipping",
        "notifications"
      })
  void the_migrations_make_the_tables_that_the_entities_are_mapped_to(String module) {
    assertThatCode(() -> ShopDatabase.validateMapping(module)).doesNotThrowAnyException();
  }
}
