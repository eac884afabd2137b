package dev.cleave.runtime.event;

/** A listener in another process failed; the message says how. */
final class ListenerFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean isOutage;

  ListenerFailed(String message, boolean isOutage) {
    super(message, null, false, false);
    this.isOutage = isOutage;
  }

  /** Whether its database was the cause. */
  boolean isOutage() {
    return isOutage;
  }

  @Override
  public String toString() {
    return getMessage();
  }
}
