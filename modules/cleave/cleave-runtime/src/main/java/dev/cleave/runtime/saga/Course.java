package dev.cleave.runtime.saga;

import dev.cleave.saga.SagaDefinition;
import dev.cleave.saga.SagaDefinition.Step;
import dev.cleave.saga.SagaFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules by which a saga of one definition moves: which step comes next, what is undone and in
 * which order, when there is no way back. It does nothing itself.
 */
record Course<S>(SagaDefinition<S> definition) {

  /** The step that the saga is at; empty if the definition has none of this name (any more). */
  Optional<Step<S>> step(SagaInstance at) {
    return definition.position(at.step()).map(definition.steps()::get);
  }

  Step<S> first() {
    return definition.steps().get(0);
  }

  /** Whether a saga that is at this step can only go forward. */
  boolean isPastReturn(String step) {
    int position = definition.position(step).orElse(0);
    return definition.steps().subList(0, position + 1).stream().anyMatch(Step::isPointOfNoReturn);
  }

  /** Whether a request to cancel, made since the saga was read, must turn it back instead. */
  boolean heedsCancel(SagaInstance at, SagaMove move) {
    return at.state() == SagaState.RUNNING
        && move.state() != SagaState.COMPENSATING
        && move.state() != SagaState.COMPENSATED
        && !isPastReturn(at.step());
  }

  /** The step was done. */
  SagaMove done(SagaInstance at, String data) {
    SagaMove move = SagaMove.from(at).withData(data);
    int next = definition.position(at.step()).orElseThrow() + 1;
    if (next == definition.steps().size()) {
      return move.to(SagaState.FINISHED, at.step(), at.done(), Optional.empty());
    }
    List<String> before = new ArrayList<>(at.done());
    before.add(at.step());
    Step<S> step = definition.steps().get(next);
    return move.to(SagaState.RUNNING, step.name(), before, Optional.of(step.timeout()));
  }

  /**
   * There is no going forward. The step it is at is undone too: whether it had an effect need not
   * be known, since compensations cope with steps that were never done.
   */
  SagaMove turnBack(SagaInstance at, SagaFailure why) {
    return undoLast(SagaMove.from(at).because(why), at.done(), at.step());
  }

  /** The step was undone. */
  SagaMove undone(SagaInstance at, String data) {
    SagaMove move = SagaMove.from(at).withData(data);
    return at.done().isEmpty() ? compensated(move, at.step()) : undoBefore(move, at.done());
  }

  private SagaMove undoBefore(SagaMove move, List<String> steps) {
    int last = steps.size() - 1;
    return undoLast(move, steps.subList(0, last), steps.get(last));
  }

  /**
   * Steps that change nothing are passed over; one that is unknown is left for whoever is there.
   */
  private SagaMove undoLast(SagaMove move, List<String> before, String step) {
    boolean changesNothing =
        definition
            .position(step)
            .map(position -> definition.steps().get(position).compensation() == null)
            .orElse(false);
    if (!changesNothing) {
      return move.to(SagaState.COMPENSATING, step, List.copyOf(before), Optional.empty());
    }
    return before.isEmpty() ? compensated(move, step) : undoBefore(move, before);
  }

  private static SagaMove compensated(SagaMove move, String step) {
    return move.to(SagaState.COMPENSATED, step, List.of(), Optional.empty());
  }
}
