package dev.cleave.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cleave.verify.fixture.proto.first.Stock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractProtoTest {
  private static final Class<?> GROWN = dev.cleave.verify.fixture.proto.grown.Stock.class;
  private static final Class<?> SHRUNK = dev.cleave.verify.fixture.proto.shrunk.Stock.class;
  private static final Class<?> RETYPED = dev.cleave.verify.fixture.proto.retyped.Stock.class;
  private static final Class<?> COLLIDING = dev.cleave.verify.fixture.proto.colliding.Stock.class;

  @TempDir Path folder;
  private Path proto;
  private Path numbers;

  @BeforeEach
  void write() {
    proto = folder.resolve("Stock.proto");
    numbers = folder.resolve("Stock.numbers");
    update("true", Stock.class);
  }

  @AfterEach
  void clear() {
    System.clearProperty(ContractSnapshot.UPDATE);
  }

  @Test
  void a_contract_is_written_as_its_messages() {
    assertThat(proto)
        .content()
        .contains(
            """
            package cleave.stock;

            import "google/protobuf/timestamp.proto";

            service Stock {
              // Internal; a command. Refused with stock.no-item.
              rpc Count(CountRequest) returns (CountResponse);
              // For operators; a read. Refused with stock.no-item.
              rpc Item(ItemRequest) returns (ItemResponse);
              // Public; a read.
              rpc Items(ItemsRequest) returns (ItemsResponse);
            }

            message CountRequest {
              optional int32 item_id = 1;
              Item counted = 2;
            }

            message CountResponse {}

            message ItemRequest {
              optional int32 id = 1;
            }

            message ItemResponse {
              Item result = 1;
            }

            message ItemsRequest {
              int32 page = 1;
              int32 size = 2;
            }

            message ItemsResponse {
              repeated Item items = 1;
              int32 number = 2;
              int32 size = 3;
              bool has_next = 4;
            }
            """)
        .contains(
            """
            enum Grade {
              GRADE_UNKNOWN = 0;
              GRADE_GOOD = 1;
              GRADE_HELD = 2;
            }
            """)
        .contains(
            """
            message Item {
              optional int32 id = 1;
              optional string tag = 2;
              optional string name = 3;
              int32 units = 4;
              int64 sold = 5;
              bool is_fragile = 6;
              optional string unit_price = 7;
              optional string best_before = 8;
              google.protobuf.Timestamp counted_at = 9;
              optional Grade grade = 10;
              optional Grade last_grade = 11;
              optional int32 limit = 12;
              Shelf shelf = 13;
              repeated string labels = 14;
              repeated Item parts = 15;
              Origin origin = 16;
            }
            """)
        .contains(
            """
            // Of the refusal stock.no-item.
            message NoItem {
              optional string hint = 1;
              int32 nearest_id = 2;
            }
            """)
        .contains(
            """
            // One of these.
            message Origin {
              oneof variant {
                BoughtFrom bought_from = 1;
                Found found = 2;
              }
            }
            """);
  }

  @Test
  void the_numbers_have_the_names_of_java_and_are_sorted() throws IOException {
    List<String> lines =
        Files.readAllLines(numbers).stream().filter(line -> !line.startsWith("#")).toList();

    assertThat(lines)
        .contains("CountRequest.itemId = 1", "Grade.UNKNOWN = 0", "Item.bestBefore = 8")
        .contains("Origin.boughtFrom = 1")
        .isSorted();
  }

  @Test
  void an_unchanged_contract_passes_and_is_written_the_same_again() throws IOException {
    assertThatCode(() -> verify(Stock.class)).doesNotThrowAnyException();
    String before = Files.readString(proto) + Files.readString(numbers);

    update("true", Stock.class);

    assertThat(Files.readString(proto) + Files.readString(numbers)).isEqualTo(before);
  }

  @Test
  void what_is_new_gets_the_next_number_wherever_it_stands() {
    Fixtures.assertOne(
        violations(GROWN),
        "Stock Item.note",
        "has no number yet",
        "-Dcleave.snapshot.update=proto");

    update("true", GROWN);

    assertThat(numbers)
        .content()
        .contains("Item.id = 1\n", "Item.note = 17\n", "Grade.EXCELLENT = 3\n")
        .contains("Origin.borrowed = 3\n", "SmashRequest.id = 1\n");
    assertThatCode(() -> verify(GROWN)).doesNotThrowAnyException();
  }

  @Test
  void no_new_number_is_one_that_protobuf_keeps_for_itself() throws IOException {
    replace(numbers, "Item.origin = 16", "Item.origin = 18999");
    replace(proto, "Origin origin = 16;", "Origin origin = 18999;");

    update("true", GROWN);

    assertThat(numbers).content().contains("Item.note = 20000");
  }

  @Test
  void what_is_removed_stays_reserved_by_number_and_name() {
    Fixtures.assertOne(
        violations(SHRUNK),
        "Stock Item.name",
        "was removed or renamed, and its number 3 is not reserved",
        "-Dcleave.snapshot.update=proto");

    update("true", SHRUNK);

    assertThat(numbers)
        .content()
        .contains("reserved Item.name = 3", "reserved Grade.GOOD = 1", "Grade.UNKNOWN = 0")
        .doesNotContain("reserved Grade.UNKNOWN");
    assertThat(proto)
        .content()
        .contains("  reserved 7; // optional string unit_price\n  reserved \"unit_price\";\n")
        .contains(
            """
            // No longer used; its numbers stay reserved.
            enum Grade {
              reserved 1; // GRADE_GOOD
              reserved "GRADE_GOOD";
              reserved 2; // GRADE_HELD
              reserved "GRADE_HELD";
              GRADE_UNKNOWN = 0;
            }
            """);
    assertThatCode(() -> verify(SHRUNK)).doesNotThrowAnyException();
  }

  @Test
  void what_comes_back_as_it_was_gets_its_own_number_back() throws IOException {
    String before = Files.readString(numbers);
    String written = Files.readString(proto);
    update("true", SHRUNK);
    Fixtures.assertOne(
        violations(Stock.class),
        "Stock Grade.GOOD",
        "its number is still reserved",
        "update=proto");

    update("true", Stock.class);

    assertThat(numbers).content().isEqualTo(before);
    assertThat(proto).content().isEqualTo(written);
  }

  @Test
  void what_comes_back_after_something_new_took_the_next_number_keeps_apart_from_it() {
    update("proto", GROWN);
    update("proto", SHRUNK);
    update("true", GROWN);

    assertThat(numbers).content().contains("Item.note = 17\n", "Grade.EXCELLENT = 3\n");
    assertThatCode(() -> verify(GROWN)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "true", "breaking"})
  void a_reserved_name_is_not_used_again_for_another_type(String mode) {
    update("true", SHRUNK);

    Fixtures.assertOne(
        catchThrowableOfType(
                ArchitectureViolated.class, () -> update(mode.isEmpty() ? "" : mode, RETYPED))
            .violations(),
        "Stock Item.name",
        "uses a reserved name again: it was optional string of the number 3, and is repeated string",
        "a field of another name");
  }

  @Test
  void a_type_changes_under_its_number_only_on_purpose() throws IOException {
    update("true", SHRUNK);
    replace(numbers, "reserved Item.name = 3\n", "");
    replace(proto, "  reserved 3; // optional string name\n  reserved \"name\";\n", "");
    for (String mode : List.of("", "true")) {
      Fixtures.assertOne(
          catchThrowableOfType(ArchitectureViolated.class, () -> update(mode, RETYPED))
              .violations(),
          "Stock Item.tag",
          "changed its type under the number 2 from optional string to int64",
          "=breaking");
    }

    update("breaking", RETYPED);

    assertThat(proto).content().contains("int64 tag = 2;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Item.units = 4 | Item.units = 40 | Item.units | has the number 4 in the .proto and 40 in"
            + " the .numbers: a number never changes",
        "Grade.HELD = 2 | Grade.HELD = 5 | Grade.HELD | has the number 2 in the .proto and 5",
        "Item.units = 4 | Item.units = 3 | Item.units | has the number 3, as Item.name has",
        "Item.units = 4 | # | Item.units | has the number 4 in the .proto, which the .numbers no"
            + " longer keep",
        "Item.units = 4 | Item.units = 0 | Item.units | has the number 0",
        "Item.units = 4 | Item.units = 19500 | Item.units | protobuf keeps 19000 to 19999",
        "Item.units = 4 | Item.units = 536870912 | Item.units | the largest is 536870911",
        "Grade.GOOD = 1 | Grade.GOOD = 0 | Grade.GOOD | has the number 0",
      })
  void numbers_that_were_edited_are_refused_also_by_an_update(
      String line, String edited, String where, String what) throws IOException {
    replace(numbers, line + "\n", edited + "\n");
    String before = Files.readString(numbers);

    for (String mode : List.of("", "true", "breaking")) {
      assertThat(catchThrowableOfType(ArchitectureViolated.class, () -> update(mode, Stock.class)))
          .hasMessageContaining("[field-numbers] module stock: Stock " + where)
          .hasMessageContaining(what)
          .hasMessageContaining("restore");
    }
    assertThat(numbers).content().isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reserved Item.name = 3 | # | Item.name | has the number 3 in the .proto, which the .numbers"
            + " no longer keep",
        "reserved Item.name = 3 | Item.note = 3 | Item.name | which the .numbers no longer keep, and"
            + " Item.note has it now",
        "reserved Item.name = 3 | reserved Item.name = 30 | Item.name | has the number 3 in the .proto"
            + " and 30",
        "Item.tag = 2 | Item.tag = 3 | Item.tag | has the number 3, which is reserved for what was"
            + " name",
      })
  void a_reserved_number_that_was_dropped_or_given_again_is_refused(
      String line, String edited, String where, String what) throws IOException {
    update("true", SHRUNK);
    replace(numbers, line + "\n", edited + "\n");

    for (String mode : List.of("", "true", "breaking")) {
      assertThat(catchThrowableOfType(ArchitectureViolated.class, () -> update(mode, SHRUNK)))
          .hasMessageContaining("Stock " + where)
          .hasMessageContaining(what);
    }
  }

  @Test
  void a_name_is_not_used_and_reserved_at_once() throws IOException {
    Files.writeString(numbers, Files.readString(numbers) + "reserved Item.units = 4\n");

    Fixtures.assertOne(
        violations(Stock.class), "Stock Item.units", "is used and reserved at once", "restore");
  }

  @Test
  void a_proto_that_does_not_say_what_the_contract_says_is_named_with_the_line()
      throws IOException {
    replace(proto, "bool is_fragile = 6;", "string is_fragile = 6;");
    assertThatThrownBy(() -> verify(Stock.class))
        .hasMessageContaining("Item.isFragile")
        .hasMessageContaining("changed its type under the number 6 from string to bool");

    replace(proto, "string is_fragile = 6;", "bool is_fragile = 6;");
    replace(proto, "// For operators; a read.", "// For all; a read.");
    assertThatThrownBy(() -> verify(Stock.class))
        .hasMessageContaining("Stock.proto that is not what the contract says; line 13")
        .hasMessageContaining("For operators")
        .hasMessageContaining("running this test with -Dcleave.snapshot.update=proto");
  }

  @Test
  void nothing_is_written_where_one_of_the_two_files_is_missing() throws IOException {
    for (Path missing : List.of(proto, numbers)) {
      String text = Files.readString(missing);
      Files.delete(missing);
      for (String mode : List.of("", "true", "breaking")) {
        assertThatThrownBy(() -> update(mode, Stock.class))
            .isInstanceOf(ArchitectureViolated.class)
            .hasMessageContaining("has no " + missing)
            .hasMessageContaining("restore the missing one from version control");
      }
      assertThat(missing).doesNotExist();
      Files.writeString(missing, text);
    }
  }

  @Test
  void what_was_never_written_says_how_to_write_it() throws IOException {
    Files.delete(proto);
    Files.delete(numbers);

    Fixtures.assertOne(
        violations(Stock.class), "Stock", "has no .proto yet", "-Dcleave.snapshot.update=proto");
  }

  @Test
  void files_of_a_contract_that_is_gone_are_named() throws IOException {
    Files.writeString(folder.resolve("Shelves.numbers"), "");
    ContractProto module = ContractProto.of(Stock.class.getPackageName());

    Fixtures.assertOne(
        catchThrowableOfType(ArchitectureViolated.class, () -> module.verifyAgainst(folder))
            .violations(),
        "Shelves.numbers",
        "is of no contract of the module",
        "deleting " + folder.resolve("Shelves.numbers"));
  }

  @Test
  void a_line_that_is_none_is_named() throws IOException {
    Files.writeString(numbers, "Item.units is 4\n");

    assertThatThrownBy(() -> verify(Stock.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Stock.numbers line 1 is neither \"Message.field = 1\" nor")
        .hasMessageContaining("Restore the file from version control");
  }

  @Test
  void names_that_a_proto_cannot_tell_apart_are_refused() throws IOException {
    Files.delete(proto);
    Files.delete(numbers);

    List<Violation> found = violations(COLLIDING);

    Fixtures.assertOne(found, "Stock Item.unit_price", "would be called unit_price", "names");
    Fixtures.assertOne(found, "Stock Item\n", "would be called Item in the .proto", "names");
  }

  @Test
  void a_further_contract_of_a_module_has_a_package_of_its_own() {
    ProtoContract first = ProtoReader.read(Stock.class);

    assertThat(first.packageName()).isEqualTo("cleave.stock");
    assertThat(new ProtoContract("order-book", "Returns", "x", List.of(), List.of()).packageName())
        .isEqualTo("cleave.order_book.returns");
  }

  private static void replace(Path file, String text, String by) throws IOException {
    String before = Files.readString(file);
    assertThat(before).contains(text);
    Files.writeString(file, before.replace(text, by));
  }

  private List<Violation> violations(Class<?> contract) {
    return catchThrowableOfType(ArchitectureViolated.class, () -> verify(contract)).violations();
  }

  private void verify(Class<?> contract) {
    ContractProto.of(contract).verifyAgainst(folder);
  }

  private void update(String mode, Class<?> contract) {
    System.setProperty(ContractSnapshot.UPDATE, mode);
    try {
      verify(contract);
    } finally {
      System.clearProperty(ContractSnapshot.UPDATE);
    }
  }
}
