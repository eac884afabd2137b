package dev.cleave.test.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.CallContext;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleUnavailable;
import dev.cleave.SubstituteAnswers;
import dev.cleave.SubstituteAnswers.Answer;
import dev.cleave.SubstituteAnswers.Kind;
import dev.cleave.SubstituteAnswers.Substitute;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.FaultyLink;
import dev.cleave.test.Routes;
import dev.cleave.test.probe.Gate;
import dev.cleave.test.probe.Probe;
import dev.cleave.test.probe.Probe.NewThing;
import dev.cleave.test.probe.Probe.Thing;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only a call over a wire can suffer. Not for {@code local}. */
public abstract class FaultsSuite extends ContractSuite {
  /** On top of a deadline, on a machine that does other things too. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private final String name = UUID.randomUUID().toString();
  private final CallContext keyed = CallContext.none().withIdempotencyKey("key " + name);
  private final NewThing thing = new NewThing(name);
  private FaultyLink link;

  @Inject private Probe probe;

  protected FaultsSuite(String binding) {
    super(binding, "probe");
  }

  @BeforeEach
  void goThroughTheLink() {
    Routes routes = Routes.ofThisProcess();
    link = new FaultyLink(routes.endpoint(binding()).getPort());
    routes.set("probe", binding(), link.uri());
    assertThat(probe.text("works")).isEqualTo("works");
  }

  @AfterEach
  void endTheLink() {
    Routes.ofThisProcess().set("probe", binding());
    link.close();
  }

  @Test
  void a_module_that_is_gone_is_unavailable_and_nothing_was_done() {
    link.cut();
    // The first call may find out that its connection is gone; the next ones find nobody.
    catchUnavailable(() -> probe.text("first"));
    ModuleUnavailable gone = catchUnavailable(() -> probe.make(thing));

    assertThat(gone.isOutcomeKnown()).isTrue();
    assertThat(gone).hasMessageContaining("probe").hasMessageContaining(link.uri().toString());
    Routes.ofThisProcess().set("probe", binding());
    assertThat(probe.things(name)).isZero();
  }

  @Test
  void a_default_stands_in_for_a_module_that_is_gone_and_is_told_from_an_answer() {
    assertThat(SubstituteAnswers.of(() -> probe.length("four")).value()).isEqualTo(4);
    link.cut();
    Answer<Integer> gone = SubstituteAnswers.of(() -> probe.length("four"));
    assertThat(gone.value()).isEqualTo(-1);
    assertThat(gone.substitutes()).extracting(Substitute::kind).containsExactly(Kind.DEFAULT);
    assertThat(SubstituteAnswers.of(() -> "another call").isGenuine()).isTrue();
  }

  @Test
  void a_lost_answer_is_asked_for_again_and_the_command_executed_once() {
    link.loseAnswers(1);
    assertThat(probe.make(thing).name()).isEqualTo(name);
    assertThat(probe.things(name)).isEqualTo(1);
  }

  @Test
  void an_answer_lost_for_good_leaves_the_outcome_unknown_until_a_repeat() {
    link.loseAnswers(1_000);
    ModuleUnavailable lost = catchUnavailable(() -> keyed.call(() -> probe.make(thing)));
    link.loseAnswers(0);

    assertThat(lost.isOutcomeKnown()).isFalse();
    assertThat(probe.things(name)).isEqualTo(1);
    assertThat(keyed.call(() -> probe.make(thing)).name()).isEqualTo(name);
    assertThat(probe.things(name)).isEqualTo(1);
  }

  @Test
  void a_module_that_dies_after_the_request_leaves_the_outcome_unknown() throws Exception {
    Gate.shut();
    Thread death =
        new Thread(
            () -> {
              org.awaitility.Awaitility.await()
                  .atMost(Duration.ofSeconds(20))
                  .until(() -> Gate.waiting() > 0);
              link.cut();
            });
    death.start();
    ModuleUnavailable died = catchUnavailable(() -> probe.makeSlowly(25_000, thing));
    death.join(10_000);
    Gate.open();

    assertThat(died.isOutcomeKnown()).isFalse();
  }

  @Test
  void a_slow_answer_is_not_waited_for_longer_than_the_deadline() {
    link.hold();
    long begin = System.nanoTime();
    Duration deadline = Duration.ofSeconds(2);
    assertThatExceptionOfType(DeadlineExceeded.class)
        .isThrownBy(() -> keyed.withTimeout(deadline).call(() -> probe.make(thing)))
        .satisfies(e -> assertThat(e.isOutcomeKnown()).as(e.getMessage()).isFalse());
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isBetween(deadline, deadline.plus(TOLERANCE));
    link.release();

    Thing made = keyed.call(() -> probe.make(thing));
    assertThat(made.name()).isEqualTo(name);
    assertThat(probe.things(name)).isEqualTo(1);
  }

  @Test
  void a_slow_callee_is_not_waited_for_longer_than_the_deadline() {
    Gate.shut();
    long begin = System.nanoTime();
    assertThatExceptionOfType(DeadlineExceeded.class)
        .isThrownBy(() -> Late.within(200, () -> probe.slow(10_000)));
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isLessThan(Duration.ofMillis(200).plus(TOLERANCE));
    Gate.open();
  }

  private static ModuleUnavailable catchUnavailable(CallContext.Task<?, RuntimeException> call) {
    try {
      call.call();
    } catch (ModuleUnavailable e) {
      return e;
    }
    throw new AssertionError("it was available");
  }
}
