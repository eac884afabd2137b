package dev.cleave.runtime.saga;

/** Where a saga stands. */
public enum SagaState {
  /** Its steps are being done. */
  RUNNING,
  /** What was done is being undone, last first. */
  COMPENSATING,
  /** All steps are done. */
  FINISHED,
  /** All that was done is undone. */
  COMPENSATED,
  /** It cannot go on by itself: an operator must look at its cause, and retry it. */
  STUCK;

  public boolean hasEnded() {
    return this == FINISHED || this == COMPENSATED;
  }
}
