package dev.cleave.runtime.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.runtime.saga.Travel.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The process is killed between any two statements; another one takes over. */
class SagaCrashTest {
  @TestFactory
  List<DynamicTest> killed_anywhere_it_finishes_once() throws Exception {
    return atEveryPlace(Map.of(), SagaState.FINISHED);
  }

  @TestFactory
  List<DynamicTest> killed_anywhere_it_compensates_once() throws Exception {
    return atEveryPlace(Map.of("car", List.of(Fault.REFUSED)), SagaState.COMPENSATED);
  }

  private static List<DynamicTest> atEveryPlace(Map<String, List<Fault>> faults, SagaState end)
      throws Exception {
    SagaTrial undisturbed = trial(faults);
    undisturbed.start();
    assertThat(undisturbed.state()).isEqualTo(end);
    int places = undisturbed.kill.passed();
    assertThat(places).isGreaterThan(30);
    return IntStream.range(0, places)
        .mapToObj(
            place ->
                DynamicTest.dynamicTest(
                    "at place " + place,
                    () -> {
                      SagaTrial trial = trial(faults);
                      trial.kill.after(place);
                      assertThat(trial.survives(trial::start)).isFalse();
                      if (trial.store.counts(false).isEmpty()) {
                        return; // killed before it was committed: nobody was told of it
                      }
                      trial.untilEnded();
                      assertLawful(trial);
                    }))
        .toList();
  }

  private static SagaTrial trial(Map<String, List<Fault>> faults) {
    SagaTrial trial = new SagaTrial(false);
    faults.forEach((call, told) -> trial.travel.happens(call, told.toArray(Fault[]::new)));
    return trial;
  }

  /**
   * Whatever may happen to it.
   *
   * @param faults of the calls, by their names
   * @param kills after how many places each process dies
   * @param cancel during which call somebody asks to cancel it
   */
  record Fate(
      boolean pointOfNoReturn,
      Map<String, List<Fault>> faults,
      List<Integer> kills,
      Optional<Integer> cancel) {}

  @Provide
  Arbitrary<Fate> fates() {
    Arbitrary<String> calls =
        Arbitraries.of(Travel.STEPS.subList(1, 5))
            .flatMap(step -> Arbitraries.of(step, "undo " + step));
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.maps(calls, Arbitraries.of(Fault.class).list().ofMaxSize(5)).ofMaxSize(5),
            Arbitraries.integers().between(0, 60).list().ofMaxSize(4),
            Arbitraries.integers().between(1, 8).optional(0.3))
        .as(Fate::new);
  }

  @Property(tries = 2000)
  void whatever_happens_it_ends_finished_or_compensated_and_never_both(@ForAll("fates") Fate fate)
      throws Exception {
    SagaTrial trial = new SagaTrial(fate.pointOfNoReturn());
    fate.faults().forEach((call, told) -> trial.travel.happens(call, told.toArray(Fault[]::new)));
    fate.cancel()
        .ifPresent(
            at ->
                trial.travel.duringCalls =
                    () -> {
                      if (trial.travel.calls.size() == at && mayCancel(trial)) {
                        trial.store.requestCancel(SagaTrial.KEY);
                      }
                    });
    trial.record();
    for (int places : fate.kills()) {
      trial.kill.after(places);
      trial.survives(trial::runThreads);
      trial.survives(trial::later);
    }
    trial.survives(trial::runThreads);
    trial.untilEnded();

    assertLawful(trial);
  }

  /** As the engine decides in the transaction that asks. */
  private static boolean mayCancel(SagaTrial trial) {
    SagaStore.Locked saga = trial.store.lock(SagaTrial.KEY).orElseThrow();
    return saga.state() == SagaState.RUNNING && !saga.step().equals("ticket");
  }

  private static void assertLawful(SagaTrial trial) {
    Travel travel = trial.travel;
    SagaState state = trial.state();
    assertThat(state.hasEnded()).as("%s after %s", state, travel.calls).isTrue();
    assertThat(new HashMap<>(travel.effects).values())
        .as("effects of %s", travel.calls)
        .hasSize(state == SagaState.FINISHED ? 4 : travel.effects.size())
        .allMatch(effect -> effect == (state == SagaState.FINISHED ? 1 : 0));
    assertThat(travel.ends).as("once, and in the transaction of the end").hasSize(1);
    assertThat(travel.ends.get(0)).startsWith(state.name().toLowerCase(java.util.Locale.ROOT));

    List<String> undone = travel.calls.stream().filter(c -> c.startsWith("undo ")).toList();
    if (state == SagaState.FINISHED) {
      assertThat(undone).isEmpty();
    } else if (!undone.isEmpty()) {
      int turn = travel.calls.indexOf(undone.get(0));
      assertThat(travel.calls.subList(turn, travel.calls.size()))
          .as("no step after a compensation began")
          .isEqualTo(undone);
    }
    List<String> backwards =
        new ArrayList<>(Travel.STEPS.stream().map(step -> "undo " + step).toList());
    Collections.reverse(backwards);
    assertThat(undone.stream().map(backwards::indexOf).toList()).as("last first").isSorted();
  }
}
