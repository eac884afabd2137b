package dev.cleave.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cleave.verify.fixture.snapshot.recorded.Ordering;
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

class ContractSnapshotTest {
  private static final Class<?> ADDED = dev.cleave.verify.fixture.snapshot.added.Ordering.class;
  private static final Class<?> BROKEN = dev.cleave.verify.fixture.snapshot.broken.Ordering.class;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void record() {
    file = folder.resolve("contracts/ordering.json");
    update("true", Ordering.class);
  }

  @AfterEach
  void clear() {
    System.clearProperty(ContractSnapshot.UPDATE);
  }

  @Test
  void an_unchanged_contract_passes() {
    assertThatCode(() -> verify(Ordering.class)).doesNotThrowAnyException();
  }

  @Test
  void additions_pass_and_are_recorded_on_demand() throws IOException {
    String before = Files.readString(file);
    assertThatCode(() -> verify(ADDED)).doesNotThrowAnyException();
    assertThat(file).hasContent(before);

    update("true", ADDED);

    assertThat(file).content().contains("ON_HOLD").contains("\"reopen\"");
    assertThatThrownBy(() -> verify(Ordering.class)).isInstanceOf(ArchitectureViolated.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ordering | changed its path from \"/orders\" to \"/purchases\" | keep the path",
        "Ordering count | was removed or renamed | add a method of another name",
        "Ordering close | changed its verb from \"POST\" to \"PUT\" | leave it as it is",
        "Ordering close | is no longer a @SharedTransaction | leave it as it is",
        "Ordering order | changed its path from \"{id}\" to \"by-id/{id}\" | leave it as it is",
        "Ordering order | changed its result from \"Ordering.Order\" to"
            + " \"Optional<Ordering.Order>\" | leave it",
        "Ordering order | no longer declares the exception ordering.order-not-found | while",
        "Ordering place | changed its access from \"public\" to \"operator\" | keep it as open",
        "Ordering place | changed its @Creates template from \"{id}\" to \"\" | leave it as it is",
        "Ordering place | declares the new exception ordering.closed | a new field for the reason",
        "Ordering change | changed its access from \"operator\" to \"internal\" | keep it as open",
        "Ordering change | lost the parameter status | leave it as it is",
        "Ordering change | demands the new parameter body | leave it as it is",
        "Ordering orders | changed its default of page from \"1\" to \"0\" | keep the default",
        "Ordering orders | lost the parameter size | leave it as it is",
        "Ordering orders | demands the new parameter limit | give it a @DefaultValue",
        "Ordering.OrderId | was a value and is now a record | add a type of another name",
        "Ordering.Status CLOSED | lost the constant CLOSED | keep the constant",
        "Ordering.Payment invoice | lost the variant \"invoice\" | keep the variant",
        "Ordering.Payment voucher | got the variant \"voucher\" in answers | an Optional component",
        "Ordering.Line product | changed the type of product from \"int\" to \"long\" | keep the",
        "Ordering.Line quantity | got the constraint Min.value = 1 | accept what was accepted",
        "Ordering.Line discount | changed the constraint Digits.fraction from 4 to 2 | accept",
        "Ordering.Line note | changed the constraint element Size.max from 20 to 10 | accept",
        "Ordering.PlaceOrder lines | changed the constraint Size.min from 1 to 2 | accept",
        "Ordering.Line unit | demands the new component unit in requests | Optional<String>",
        "Ordering.Order placedAt | lost the component placedAt | keep the component",
      })
  void a_breaking_change_is_refused_with_the_way_to_add_instead(
      String where, String what, String allowed) {
    Fixtures.assertOne(
        violations(BROKEN),
        "[contract-compatibility] module ordering: " + where,
        what,
        "allowed: ",
        allowed);
  }

  @Test
  void nothing_else_in_the_broken_contract_is_reported() {
    // the cases above, one more bound of quantity, and three of the exception
    assertThat(violations(BROKEN)).hasSize(31);
  }

  @Test
  void status_and_fields_of_an_exception_are_compared() throws IOException {
    String recorded = Files.readString(file);
    Files.writeString(
        file,
        recorded
            .replace("\"status\" : 404", "\"status\" : 410")
            .replace("\"hint\" : \"String\"", "\"hint\" : \"int\", \"gone\" : \"String\""));

    List<Violation> violations = violations(Ordering.class);

    Fixtures.assertOne(
        violations,
        "module ordering: ordering.order-not-found",
        "changed its status from \"410\" to \"404\"",
        "keep the status of a code");
    Fixtures.assertOne(violations, "ordering.order-not-found hint", "changed its type");
    Fixtures.assertOne(violations, "ordering.order-not-found gone", "was removed or renamed");
  }

  @Test
  void a_removed_interface_is_refused() throws IOException {
    Files.writeString(file, Files.readString(file).replace("\"Ordering\" :", "\"Orders\" :"));

    Fixtures.assertOne(
        violations(Ordering.class),
        "module ordering: Orders",
        "was removed or renamed",
        "add a new interface beside it");
  }

  @Test
  void a_breaking_change_is_recorded_only_on_purpose() {
    assertThatThrownBy(() -> update("true", BROKEN))
        .isInstanceOf(ArchitectureViolated.class)
        .hasMessageContaining(
            "an intended break is recorded with -Dcleave.snapshot.update=breaking");

    update("breaking", BROKEN);

    assertThatCode(() -> verify(BROKEN)).doesNotThrowAnyException();
  }

  @Test
  void a_missing_snapshot_says_how_to_record_it() {
    Path missing = folder.resolve("missing.json");

    assertThatThrownBy(() -> ContractSnapshot.of(Ordering.class).verifyAgainst(missing))
        .isInstanceOf(ArchitectureViolated.class)
        .hasMessageContaining("module ordering: Ordering")
        .hasMessageContaining("has no recorded snapshot: " + missing)
        .hasMessageContaining("run this test with -Dcleave.snapshot.update=true and commit");
  }

  @Test
  void a_damaged_snapshot_is_named() throws IOException {
    Files.writeString(file, "{ not json");

    assertThatThrownBy(() -> verify(Ordering.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(file + " is no contract snapshot");
  }

  @Test
  void an_unknown_update_mode_is_refused() {
    assertThatThrownBy(() -> update("yes", Ordering.class))
        .hasMessageContaining("-Dcleave.snapshot.update is true, breaking or proto, not yes");
  }

  @Test
  void nothing_is_recorded_where_only_the_proto_is_to_be_written() throws IOException {
    String before = Files.readString(file);

    update("proto", ADDED);

    assertThat(file).hasContent(before);
  }

  @Test
  void a_package_without_contract_is_an_error() {
    assertThatThrownBy(() -> ContractSnapshot.of("com.acme.nowhere"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no interface with @ModuleContract was found in com.acme.nowhere");
  }

  @Test
  void all_contracts_of_a_package_are_found() {
    assertThat(ContractSnapshot.of(Ordering.class.getPackageName()).toJson())
        .isEqualTo(ContractSnapshot.of(Ordering.class).toJson());
  }

  @Test
  void the_snapshot_is_readable_and_sorted() {
    String json = ContractSnapshot.of(Ordering.class).toJson();

    assertThat(json)
        .contains(
            """
                    "change" : {
                      "verb" : "PUT",
                      "path" : "{id}/status",
                      "access" : "operator",
                      "parameters" : {
                        "id" : {
                          "in" : "path",
                          "type" : "Ordering.OrderId"
                        },
                        "status" : {
                          "in" : "query",
                          "type" : "Ordering.Status"
                        }
                      },
                      "result" : "Ordering.Order",
                      "problems" : [
                        "ordering.order-not-found"
                      ]
                    },
            """)
        .contains("\"credit-card\" : \"Ordering.Payment.CreditCard\"");
    assertThat(json.indexOf("\"change\"")).isLessThan(json.indexOf("\"close\""));
  }

  private List<Violation> violations(Class<?> contract) {
    return catchThrowableOfType(ArchitectureViolated.class, () -> verify(contract)).violations();
  }

  private void verify(Class<?> contract) {
    ContractSnapshot.of(contract).verifyAgainst(file);
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
