package dev.cleave.runtime.saga;

/** Identifies a saga: its definition's name, and its id within that. */
record SagaKey(String saga, String id) {
  /** The idempotency key of a step: the same in every attempt. */
  String ofStep(String step) {
    return "saga/" + saga + "/" + id + "/" + step;
  }

  /** The idempotency key of a step's compensation. */
  String ofCompensation(String step) {
    return ofStep(step) + "/undo";
  }

  @Override
  public String toString() {
    return saga + " " + id;
  }
}
