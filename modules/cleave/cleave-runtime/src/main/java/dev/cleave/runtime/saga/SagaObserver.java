package dev.cleave.runtime.saga;

import java.time.Duration;

/** Is told about sagas that ended in this process; for figures. */
@FunctionalInterface
interface SagaObserver {
  SagaObserver NOBODY = (saga, state, duration) -> {};

  /**
   * A saga ended.
   *
   * @param duration since it was started
   */
  void ended(String saga, SagaState state, Duration duration);
}
