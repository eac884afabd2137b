package dev.cleave.runtime.saga;

import dev.cleave.saga.SagaFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is recorded about a saga next.
 *
 * @param stepTimeout from now on, if a step begins; otherwise the deadline stays as it is
 * @param delay until it is carried on, by whichever process; absent if this one goes on at once
 * @param failure why it compensates
 * @param cause of the failed attempt, if this records one
 */
record SagaMove(
    SagaState state,
    String step,
    List<String> done,
    String data,
    int attempts,
    Optional<Duration> stepTimeout,
    Optional<Duration> delay,
    Optional<SagaFailure> failure,
    Optional<String> cause) {

  /** The saga as it is, to be changed by the methods below. */
  static SagaMove from(SagaInstance at) {
    return new SagaMove(
        at.state(),
        at.step(),
        at.done(),
        at.data(),
        at.attempts(),
        Optional.empty(),
        Optional.empty(),
        at.failure(),
        Optional.empty());
  }

  /** Goes to a step, to be tried for the first time. */
  SagaMove to(SagaState next, String nextStep, List<String> before, Optional<Duration> timeout) {
    return new SagaMove(next, nextStep, before, data, 0, timeout, Optional.empty(), failure, cause);
  }

  SagaMove withData(String newData) {
    return new SagaMove(state, step, done, newData, attempts, stepTimeout, delay, failure, cause);
  }

  SagaMove because(SagaFailure why) {
    return new SagaMove(
        state, step, done, data, attempts, stepTimeout, delay, Optional.of(why), cause);
  }

  /** Counts a failed attempt; the next one is made after the delay. */
  SagaMove failed(String why, Duration wait) {
    return new SagaMove(
        state,
        step,
        done,
        data,
        attempts + 1,
        Optional.empty(),
        Optional.of(wait),
        failure,
        Optional.of(why));
  }

  SagaMove stuck(String why) {
    return new SagaMove(
        SagaState.STUCK,
        step,
        done,
        data,
        attempts,
        Optional.empty(),
        Optional.empty(),
        failure,
        Optional.of(why));
  }

  /** Whether this process carries it on right after recording this. */
  boolean goesOn() {
    return delay.isEmpty() && !state.hasEnded() && state != SagaState.STUCK;
  }
}
