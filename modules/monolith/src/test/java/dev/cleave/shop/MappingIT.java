package dev.cleave.shop;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class MappingIT {
  @ParameterizedTest
  @FieldSource("dev.cleave.shop.ShopDatabase#MODULES")
  void the_migrations_make_the_tables_that_the_entities_are_mapped_to(String module) {
    assertThatCode(() -> ShopDatabase.validateMapping(module)).doesNotThrowAnyException();
  }
}
