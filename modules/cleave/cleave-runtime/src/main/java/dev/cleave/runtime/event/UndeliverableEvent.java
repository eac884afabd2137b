package dev.cleave.runtime.event;

/** A delivery that no repetition would help: it becomes a dead letter at once. */
final class UndeliverableEvent extends Exception {
  private static final long serialVersionUID = 1L;

  UndeliverableEvent(String message) {
    super(message, null, false, false);
  }
}
