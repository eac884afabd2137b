package dev.cleave.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events are part of the contract; they are read by others, and again from the log. */
class EventSnapshotTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void record() {
    file = folder.resolve("shipping.json");
    System.setProperty(ContractSnapshot.UPDATE, "true");
    try {
      version("recorded").verifyAgainst(file);
    } finally {
      System.clearProperty(ContractSnapshot.UPDATE);
    }
  }

  @Test
  void events_are_recorded_by_their_names_without_their_classes() {
    assertThat(file)
        .content()
        .contains(
            """
              "events" : {
                "shipping.units-lost.v1" : {
                  "key" : "shipment",
                  "components" : {
                    "shipment" : "UUID"
                  }
                },
            """)
        .doesNotContain("Sent", "Lost");
  }

  @Test
  void new_events_optional_components_and_renamed_classes_pass() {
    assertThatCode(() -> version("added").verifyAgainst(file)).doesNotThrowAnyException();
  }

  @Test
  void events_that_are_named_one_by_one_are_the_same() {
    assertThat(
            ContractSnapshot.of(
                    dev.cleave.verify.fixture.snapshot.events.recorded.Shipping.class,
                    dev.cleave.verify.fixture.snapshot.events.recorded.Shipping.Sent.class,
                    dev.cleave.verify.fixture.snapshot.events.recorded.Shipping.Lost.class,
                    dev.cleave.verify.fixture.snapshot.events.recorded.Shipping.Returned.class)
                .toJson())
        .isEqualTo(version("recorded").toJson());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shipping.units-lost.v1 | was removed or renamed | publish a new version beside it",
        "shipping.units-sent.v1 carrier | was removed or renamed | publish a new version",
        "shipping.units-sent.v1 weight | changed its type from \"int\" to \"long\" | leave it",
        "shipping.units-sent.v1 note | is new, and events in the log lack it | Optional<String>",
        "shipping.units-returned.v1 | changed its key from \"shipment\" to \"customer\" | leave it",
        "Shipping.Line unit | demands the new component unit in events | events in the log lack it",
        "Shipping.Way courier | got the variant \"courier\" in events | new version of the event",
      })
  void a_change_that_listeners_would_notice_is_refused(String where, String what, String allowed) {
    List<Violation> violations =
        catchThrowableOfType(
                ArchitectureViolated.class, () -> version("broken").verifyAgainst(file))
            .violations();

    Fixtures.assertOne(
        violations,
        "[contract-compatibility] module shipping: " + where,
        what,
        "allowed: ",
        allowed);
    assertThat(violations).hasSize(7);
  }

  private static ContractSnapshot version(String name) {
    return ContractSnapshot.of(Fixtures.ROOT + "snapshot.events." + name);
  }
}
