package dev.cleave.runtime.saga;

import dev.cleave.saga.SagaFailure;
import java.util.List;
import java.util.Optional;

/**
 * A saga that this process holds, as it is recorded.
 *
 * @param state RUNNING or COMPENSATING
 * @param step that is to be done or undone now
 * @param done the steps before it, first to last
 * @param data what the saga knows, as JSON
 * @param attempts at this step that failed
 * @param deadlineNanos when the time of a running step is over, as a {@link System#nanoTime()}
 *     value of this process; it follows from the database's clock
 * @param fence the number of the lease; recording under an older one is refused
 * @param startedNanos when the saga was started, likewise
 */
record SagaInstance(
    SagaKey key,
    SagaState state,
    String step,
    List<String> done,
    String data,
    int attempts,
    long deadlineNanos,
    boolean isCancelRequested,
    Optional<SagaFailure> failure,
    long fence,
    Optional<String> traceparent,
    long startedNanos) {

  /** This saga after what was recorded about it. */
  SagaInstance after(SagaMove move, long nowNanos) {
    return new SagaInstance(
        key,
        move.state(),
        move.step(),
        move.done(),
        move.data(),
        move.attempts(),
        move.stepTimeout().map(timeout -> nowNanos + timeout.toNanos()).orElse(deadlineNanos),
        isCancelRequested,
        move.failure(),
        fence,
        traceparent,
        startedNanos);
  }

  SagaInstance withData(String newData) {
    return new SagaInstance(
        key,
        state,
        step,
        done,
        newData,
        attempts,
        deadlineNanos,
        isCancelRequested,
        failure,
        fence,
        traceparent,
        startedNanos);
  }
}
