package dev.cleave.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.cli.CommandFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "reviews, Review",
    "categories, Category",
    "boxes, Box",
    "returns, Return",
    "addresses, Address",
    "pricing, Entry",
    "stress, Entry",
    "dispatches, Dispatch",
    "b2b, Entry"
  })
  void what_a_module_holds_is_what_its_name_is_the_plural_of_or_entries(
      String module, String entity) {
    assertThat(Names.of(module).entity()).isEqualTo(entity);
  }

  @Test
  void a_name_of_two_words_is_spelled_as_each_place_wants_it() {
    assertThat(new Names("returns", "ReturnLabel").placeholders())
        .containsEntry("__module__", "returns")
        .containsEntry("__Contract__", "Returns")
        .containsEntry("__Entity__", "ReturnLabel")
        .containsEntry("__entity-name__", "return-label")
        .containsEntry("__entity words__", "return label")
        .containsEntry("__entity_table__", "return_label");
  }

  @ParameterizedTest
  @CsvSource({
    "Reviews, lower-case",
    "r, 2 to 20",
    "product-reviews, lower-case",
    "product_reviews, lower-case",
    "2reviews, the first a letter",
    "../reviews, lower-case",
    "ümlaut, lower-case",
    "abcdefghijklmnopqrstu, 2 to 20",
    "package, a word of Java",
    "import, a word of Java",
    "public, a word of Java",
    "user, a reserved word of PostgreSQL",
    "order, a reserved word of PostgreSQL",
    "left, a reserved word of PostgreSQL",
    "owner, means nothing else",
    "probe, means nothing else",
    "page, means nothing else",
    "string, means nothing else"
  })
  void a_name_that_cannot_be_a_package_and_a_schema_is_refused_with_the_reason(
      String module, String reason) {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> Names.of(module))
        .withMessageContaining("'" + module + "'")
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "review, written like",
    "ReviewOfAnOldProduct, written like",
    "Review_, written like",
    "REVIEW, written like",
    "Order, a reserved word of PostgreSQL",
    "Record, means nothing else",
    "Page, means nothing else",
    "Case, a reserved word of PostgreSQL",
    "Reviews, another name than the module",
    "FindRequest, a message of its .proto too"
  })
  void what_it_holds_must_be_a_class_and_a_table(String entity, String reason) {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> new Names("reviews", entity))
        .withMessageContaining("'" + entity + "'")
        .withMessageContaining(reason)
        .withMessageContaining("--entity");
  }
}
