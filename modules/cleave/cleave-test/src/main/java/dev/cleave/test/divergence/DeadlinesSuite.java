package dev.cleave.test.divergence;

import static dev.cleave.test.divergence.Late.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.cleave.DeadlineExceeded;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.probe.Gate;
import dev.cleave.test.probe.Probe;
import dev.cleave.test.probe.Probe.NewThing;
import dev.cleave.test.probe.Probe.Seen;
import dev.cleave.test.probe.Relay;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A deadline travels with the call, shrinks, and is kept. */
public abstract class DeadlinesSuite extends ContractSuite {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name = UUID.randomUUID().toString();

  @Inject private Probe probe;
  @Inject private Relay relay;

  protected DeadlinesSuite(String binding) {
    super(binding, "probe");
  }

  @BeforeEach
  void shutTheGate() {
    Gate.shut();
  }

  @Test
  void an_answer_after_the_deadline_is_dropped_and_its_outcome_is_unknown() {
    DeadlineExceeded late = Late.underWay(millis -> probe.slow(millis * 3));

    assertThat(late.isOutcomeKnown()).as(late.getMessage()).isFalse();
    assertThat(late).hasMessageContaining("Probe.slow");
  }

  @Test
  void what_is_late_already_is_not_started() {
    assertThatExceptionOfType(DeadlineExceeded.class)
        .isThrownBy(() -> within(0, () -> probe.make(new NewThing(name))))
        .satisfies(e -> assertThat(e.isOutcomeKnown()).isTrue());
    assertThat(probe.things(name)).isZero();
  }

  @Test
  void a_late_command_is_rolled_back() {
    DeadlineExceeded late =
        Late.underWay(millis -> probe.makeSlowly(millis * 3, new NewThing(name)));
    assertThat(late.isOutcomeKnown()).as(late.getMessage()).isFalse();
    await().atMost(PATIENCE).until(() -> Gate.waiting() == 0);

    // Once it has ended, its key is known to be unused: a repeat under it is executed.
    assertThat(probe.things(name)).isZero();
  }

  @Test
  void a_command_in_time_is_kept() {
    within(10_000, () -> probe.makeSlowly(50, new NewThing(name)));
    assertThat(probe.things(name)).isEqualTo(1);
  }

  @Test
  void a_deadline_shrinks_on_its_way() {
    List<Seen> seen = within(20_000, () -> relay.seen());

    assertThat(seen.get(0).remainingMillis()).isBetween(1L, 20_000L);
    assertThat(seen.get(1).remainingMillis()).isBetween(1L, seen.get(0).remainingMillis());
  }

  @Test
  void a_deadline_can_be_tightened_but_not_extended() {
    List<Seen> tighter = within(20_000, () -> relay.seenWithin(10_000));
    List<Seen> wider = within(10_000, () -> relay.seenWithin(20_000));

    assertThat(tighter.get(1).remainingMillis()).isBetween(1L, 10_000L);
    assertThat(wider.get(1).remainingMillis()).isBetween(1L, 10_000L);
  }

  @Test
  void without_a_deadline_a_call_gets_the_configured_one() {
    assertThat(probe.seen().remainingMillis()).isBetween(15_000L, 30_000L);
  }

  @Test
  void a_deadline_passed_far_behind_is_passed_here() {
    DeadlineExceeded late = Late.underWay(millis -> relay.slow(millis * 3));

    assertThat(late.isOutcomeKnown()).as(late.getMessage()).isFalse();
  }
}
