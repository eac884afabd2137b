package dev.cleave.runtime.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cleave.runtime.saga.Travel.Fault;
import dev.cleave.runtime.saga.Travel.Trip;
import dev.cleave.saga.SagaDefinition;
import dev.cleave.saga.SagaFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SagaEngineTest {
  private final SagaTrial trial = new SagaTrial(false);
  private final Travel travel = trial.travel;

  @Test
  void steps_are_done_in_order_and_the_end_is_told_once() throws Exception {
    trial.start();

    assertThat(trial.state()).isEqualTo(SagaState.FINISHED);
    assertThat(travel.calls).containsExactly("flight", "hotel", "car", "ticket");
    assertThat(travel.ends).containsExactly("finished");
  }

  @Test
  void nothing_runs_or_takes_room_if_the_transaction_that_starts_it_rolls_back() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThatIllegalStateException().isThrownBy(this::startAndRollBack);
    }
    trial.later();
    assertThat(trial.store.counts(false)).isEmpty();
    assertThat(travel.calls).isEmpty();

    trial.record();
    assertThat(trial.waiting).as("there is room left to run one at once").hasSize(1);
  }

  private void startAndRollBack() throws Exception {
    trial.transactions.inOwn(
        () -> {
          trial.engine.start(
              travel.definition(false),
              SagaTrial.KEY,
              new Trip("1", List.of()),
              java.util.Optional.empty());
          throw new IllegalStateException("changed its mind");
        });
  }

  @Test
  void started_again_it_is_still_one() throws Exception {
    trial.start();
    trial.start();

    assertThat(travel.calls).hasSize(4);
  }

  @Test
  void what_is_above_the_limit_waits_in_the_table_and_is_not_lost() throws Exception {
    for (int i = 0; i < 10; i++) {
      SagaKey key = new SagaKey(Travel.NAME, "many-" + i);
      trial.transactions.inOwn(
          () -> {
            trial.engine.start(
                travel.definition(false),
                key,
                new Trip("1", List.of()),
                java.util.Optional.empty());
            return null;
          });
    }
    assertThat(trial.waiting).as("threads").hasSize(4);
    trial.runThreads();
    while (trial.engine.shouldPoll()) {
      trial.soon();
    }

    assertThat(trial.store.counts(false).get(Travel.NAME))
        .containsOnlyKeys(SagaState.FINISHED)
        .containsEntry(SagaState.FINISHED, 10L);
  }

  @Test
  void a_refusal_undoes_what_was_done_last_first() throws Exception {
    travel.happens("car", Fault.REFUSED);
    trial.start();

    assertThat(trial.state()).isEqualTo(SagaState.COMPENSATED);
    assertThat(travel.calls)
        .containsExactly("flight", "hotel", "car", "undo car", "undo hotel", "undo flight");
    assertThat(travel.effects.values()).containsOnly(0);
    assertThat(travel.ends).containsExactly("compensated travel.full");
    assertThat(trial.store.failure(SagaTrial.KEY))
        .contains(new SagaFailure("car", "There is no car left: travel later.", "travel.full"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NOT_SENT", "ANSWER_LOST", "DEFECT"})
  void any_other_failure_is_tried_again(Fault fault) throws Exception {
    travel.happens("hotel", fault, fault);
    trial.start();
    assertThat(trial.state()).isEqualTo(SagaState.RUNNING);
    trial.store.pass(Duration.ofSeconds(1));
    trial.soon();
    assertThat(travel.calls).as("after a second").containsExactly("flight", "hotel", "hotel");
    trial.store.pass(Duration.ofSeconds(1));
    trial.soon();
    assertThat(travel.calls).as("the delay doubles").hasSize(3);
    trial.store.pass(Duration.ofSeconds(1));
    trial.soon();

    assertThat(trial.state()).isEqualTo(SagaState.FINISHED);
    assertThat(travel.effects).containsEntry("hotel", 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NOT_SENT", "ANSWER_LOST", "SLOW"})
  void a_step_whose_time_is_over_is_undone_like_one_that_was_done(Fault fault) throws Exception {
    travel.happens("hotel", fault, fault, fault, fault, fault, fault, fault, fault);
    trial.start();
    for (int second = 0; second < 21; second++) {
      trial.store.pass(Duration.ofSeconds(1));
      trial.soon();
    }

    assertThat(trial.state()).isEqualTo(SagaState.COMPENSATED);
    assertThat(travel.calls.subList(travel.calls.indexOf("undo hotel"), travel.calls.size()))
        .containsExactly("undo hotel", "undo flight");
    assertThat(travel.effects.values()).containsOnly(0);
    assertThat(travel.ends).containsExactly("compensated " + SagaFailure.TIMEOUT);
    assertThat(trial.store.failure(SagaTrial.KEY).orElseThrow().reason())
        .contains("hotel was not done within PT20S");
  }

  @Test
  void past_the_point_of_no_return_steps_are_only_tried_again() throws Exception {
    SagaTrial forward = new SagaTrial(true);
    forward.travel.happens(
        "ticket", Fault.REFUSED, Fault.DEFECT, Fault.SLOW, Fault.REFUSED, Fault.NOT_SENT);
    forward.start();
    assertThat(forward.cancel()).isFalse();
    forward.untilEnded();

    assertThat(forward.state()).isEqualTo(SagaState.FINISHED);
    assertThat(forward.travel.calls).doesNotContain("undo car");
    assertThat(forward.travel.ends).containsExactly("finished");
  }

  @Test
  void a_compensation_that_keeps_failing_is_stuck_until_an_operator_retries() throws Exception {
    travel.happens("car", Fault.REFUSED);
    travel.happens("undo hotel", Fault.NOT_SENT, Fault.REFUSED, Fault.DEFECT);
    trial.start();
    trial.later();
    trial.later();

    assertThat(trial.state()).isEqualTo(SagaState.STUCK);
    assertThat(trial.store.cause(SagaTrial.KEY)).contains("NullPointerException: a defect");
    trial.later();
    assertThat(trial.state()).as("by itself").isEqualTo(SagaState.STUCK);

    assertThat(trial.engine.retry(SagaTrial.KEY)).contains(SagaState.STUCK);
    trial.soon();
    assertThat(trial.state()).isEqualTo(SagaState.COMPENSATED);
    assertThat(travel.effects.values()).containsOnly(0);
    assertThat(trial.engine.retry(SagaTrial.KEY)).contains(SagaState.COMPENSATED);
    assertThat(trial.engine.retry(new SagaKey(Travel.NAME, "none"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flight", "hotel", "car", "ticket"})
  void cancelled_while_a_step_runs_it_undoes_that_step_too(String step) throws Exception {
    travel.duringCalls =
        () -> {
          if (travel.calls.get(travel.calls.size() - 1).equals(step)) {
            trial.store.requestCancel(SagaTrial.KEY);
          }
        };
    trial.start();

    assertThat(trial.state()).isEqualTo(SagaState.COMPENSATED);
    assertThat(travel.calls).containsOnlyOnce("undo " + step);
    assertThat(travel.effects.values()).containsOnly(0);
    assertThat(travel.ends).containsExactly("compensated " + SagaFailure.CANCELLED);
  }

  @Test
  void cancelled_while_it_waits_it_compensates_at_once() throws Exception {
    travel.happens("hotel", Fault.ANSWER_LOST);
    trial.start();
    assertThat(trial.cancel()).isTrue();
    assertThat(trial.engine.shouldPoll()).isTrue();
    trial.soon();

    assertThat(trial.state()).isEqualTo(SagaState.COMPENSATED);
    assertThat(travel.calls).containsExactly("flight", "hotel", "undo hotel", "undo flight");
    assertThat(trial.cancel()).as("once it has ended").isFalse();
  }

  @Test
  void work_that_goes_with_the_end_is_tried_again_with_it() throws Exception {
    travel.endRefusal = new IllegalStateException("not yet");
    trial.start();
    assertThat(trial.state()).isEqualTo(SagaState.RUNNING);
    assertThat(trial.store.cause(SagaTrial.KEY)).contains("IllegalStateException: not yet");
    travel.endRefusal = null;
    trial.store.pass(Duration.ofSeconds(2));
    trial.soon();

    assertThat(trial.state()).isEqualTo(SagaState.FINISHED);
    assertThat(travel.ends).containsExactly("finished");
    assertThat(travel.effects).containsEntry("ticket", 1);
  }

  @Test
  void one_that_another_process_took_over_is_let_go() throws Exception {
    SagaEngine other = trial.process("other");
    travel.duringCalls =
        () -> {
          if (travel.calls.equals(List.of("flight", "hotel"))) {
            trial.store.pass(SagaTrial.LEASE.plusSeconds(1));
            other.poll();
            trial.waiting.remove(0).run(); // the other one carries it to its end
          }
        };
    trial.start();

    assertThat(trial.state()).isEqualTo(SagaState.FINISHED);
    assertThat(travel.calls).containsExactly("flight", "hotel", "hotel", "car", "ticket");
    assertThat(travel.ends).containsExactly("finished");
    assertThat(travel.effects.values()).containsOnly(1);
  }

  @Test
  void a_lease_is_renewed_while_a_call_takes_its_time_and_not_for_ever() throws Exception {
    SagaEngine other = trial.process("other");
    travel.duringCalls =
        () -> {
          if (travel.calls.equals(List.of("flight"))) {
            for (int second = 0; second < 30; second++) {
              trial.store.pass(Duration.ofSeconds(1));
              trial.engine.renew();
              other.poll();
              assertThat(trial.waiting).as("taken over after %d s", second).isEmpty();
            }
            for (int second = 0; second < 30; second++) {
              trial.store.pass(Duration.ofSeconds(1));
              trial.engine.renew();
            }
            other.poll();
            assertThat(trial.waiting).as("taken over once it hangs").hasSize(1);
          }
        };
    trial.start();

    assertThat(trial.state()).isEqualTo(SagaState.COMPENSATED);
    assertThat(travel.effects.values()).containsOnly(0);
  }

  @Test
  void a_process_that_stops_records_the_attempt_under_way_and_lets_go() throws Exception {
    travel.duringCalls =
        () -> {
          if (travel.calls.equals(List.of("flight", "hotel"))) {
            trial.engine.stop(Duration.ZERO);
          }
        };
    trial.start();
    assertThat(travel.calls).containsExactly("flight", "hotel");

    trial.newProcess();
    trial.soon(); // no lease has to end first
    assertThat(trial.state()).isEqualTo(SagaState.FINISHED);
    assertThat(travel.calls).containsExactly("flight", "hotel", "car", "ticket");
  }

  @Test
  void a_step_that_the_deployed_definition_lacks_is_stuck_with_its_cause() throws Exception {
    travel.happens("car", Fault.NOT_SENT);
    trial.start();
    trial.deploy(
        SagaDefinition.named(Travel.NAME, Trip.class)
            .step("look", trip -> trip)
            .step("vehicle", trip -> trip)
            .define());
    trial.later();

    assertThat(trial.state()).isEqualTo(SagaState.STUCK);
    assertThat(trial.store.cause(SagaTrial.KEY))
        .get()
        .asString()
        .contains("no step \"car\"", "look, vehicle", "then retry");

    trial.deploy(travel.definition(false));
    trial.engine.retry(SagaTrial.KEY);
    trial.soon();
    assertThat(trial.state()).isEqualTo(SagaState.FINISHED);
  }

  @Test
  void a_step_found_elsewhere_in_the_table_goes_on_from_there() throws Exception {
    travel.happens("car", Fault.NOT_SENT);
    trial.start();
    trial.deploy(
        SagaDefinition.named(Travel.NAME, Trip.class)
            .step("car", trip -> trip)
            .step("insurance", trip -> trip)
            .onFinished(trip -> travel.ends.add("insured"))
            .define());
    trial.store.pass(Duration.ofSeconds(20));
    trial.soon();

    assertThat(travel.ends).containsExactly("insured");
  }

  @Test
  void a_state_that_cannot_be_read_is_stuck_with_its_cause() throws Exception {
    travel.happens("car", Fault.NOT_SENT);
    trial.start();
    trial.store.setData(SagaTrial.KEY, "{\"id\":[]}");
    trial.later();

    assertThat(trial.state()).isEqualTo(SagaState.STUCK);
    assertThat(trial.store.cause(SagaTrial.KEY))
        .get()
        .asString()
        .contains("cannot be read as dev.cleave.runtime.saga.Travel$Trip", "then retry");
  }

  @Test
  void sabotaged_it_says_compensated_and_undoes_nothing() throws Exception {
    SagaTrial sabotaged = new SagaTrial(false, () -> true);
    sabotaged.travel.happens("car", Fault.REFUSED);
    sabotaged.start();

    assertThat(sabotaged.state()).isEqualTo(SagaState.COMPENSATED);
    assertThat(sabotaged.travel.effects).containsEntry("flight", 1);
  }
}
