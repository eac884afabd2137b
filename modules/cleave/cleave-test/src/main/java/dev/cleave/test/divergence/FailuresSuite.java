package dev.cleave.test.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.CallFailed;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.probe.NoSuchThing;
import dev.cleave.test.probe.Probe;
import dev.cleave.test.probe.Probe.Failure;
import dev.cleave.test.probe.Probe.ItemId;
import dev.cleave.test.probe.Probe.NewThing;
import dev.cleave.test.probe.Probe.Square;
import dev.cleave.test.probe.Refused;
import dev.cleave.test.probe.Relay;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Refusals of the contract arrive with their fields; defects arrive as defects, without details.
 */
public abstract class FailuresSuite extends ContractSuite {
  private static final String DEFECT =
      "%s failed; nothing of it was kept. The cause is in the log of its process under incident"
          + " [0-9a-f]{8}\\.";

  @Inject private Probe probe;
  @Inject private Relay relay;

  protected FailuresSuite(String binding) {
    super(binding, "probe");
  }

  @Test
  void a_refusal_arrives_with_its_fields_and_its_message_and_without_its_cause() {
    Instant since = Instant.parse("2026-03-29T01:59:59.123456Z");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> probe.fail(Failure.REFUSED))
        .withNoCause()
        .withMessage("Refused item 7 for 12.50 since " + since + ": [größer, 🦊]")
        .satisfies(
            e -> {
              assertThat(e.getSuppressed()).isEmpty();
              assertThat(e.item()).isEqualTo(new ItemId(7));
              assertThat(e.amount()).isEqualTo(new BigDecimal("12.50"));
              assertThat(e.since()).isEqualTo(since);
              assertThat(e.reasons()).containsExactly("größer", "🦊").isUnmodifiable();
              assertThat(e.note()).isEmpty();
              assertThat(e.shape()).isEqualTo(new Square(3, Optional.empty()));
              assertThat(e.hint()).isEqualTo("ask for less");
            });
  }

  @Test
  void one_of_several_declared_refusals_arrives_as_itself() {
    assertThatExceptionOfType(NoSuchThing.class)
        .isThrownBy(() -> probe.fail(Failure.NOT_FOUND))
        .withMessage("There is no thing -1.")
        .satisfies(e -> assertThat(e.id()).isEqualTo(new ItemId(-1)));
    assertThatExceptionOfType(NoSuchThing.class)
        .isThrownBy(() -> probe.remove(new ItemId(Integer.MAX_VALUE)));
  }

  @Test
  void what_the_contract_does_not_declare_is_a_defect_that_tells_nothing() {
    for (Failure failure :
        new Failure[] {
          Failure.RUNTIME_EXCEPTION,
          Failure.CHECKED_BY_STEALTH,
          Failure.ERROR,
          Failure.STACK_OVERFLOW,
          Failure.NULL
        }) {
      assertThatExceptionOfType(CallFailed.class)
          .as(failure.name())
          .isThrownBy(() -> probe.fail(failure))
          .withNoCause()
          .satisfies(e -> assertThat(e.getMessage()).matches(DEFECT.formatted("Probe.fail")));
    }
  }

  @Test
  void a_method_that_worked_before_fails_like_one_that_never_did() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(probe.fail(Failure.UNKNOWN).name()).isEqualTo("no failure");
    }
    what_the_contract_does_not_declare_is_a_defect_that_tells_nothing();
    a_refusal_arrives_with_its_fields_and_its_message_and_without_its_cause();
  }

  @Test
  void a_defect_behind_a_defect_is_the_nearer_ones() {
    assertThatExceptionOfType(CallFailed.class)
        .isThrownBy(() -> relay.fail(Failure.RUNTIME_EXCEPTION))
        .satisfies(e -> assertThat(e.getMessage()).matches(DEFECT.formatted("Relay.fail")));
  }

  @Test
  void a_command_that_fails_leaves_nothing_behind() {
    for (Failure failure : Failure.values()) {
      if (failure == Failure.UNKNOWN) {
        continue;
      }
      String name = failure + " " + UUID.randomUUID();
      assertThatExceptionOfType(Exception.class)
          .as(failure.name())
          .isThrownBy(() -> probe.makeAndFail(failure, new NewThing(name)))
          .satisfies(
              e ->
                  assertThat(e)
                      .isInstanceOfAny(Refused.class, NoSuchThing.class, CallFailed.class));
      assertThat(probe.things(name)).as(failure.name()).isZero();
    }
  }
}
