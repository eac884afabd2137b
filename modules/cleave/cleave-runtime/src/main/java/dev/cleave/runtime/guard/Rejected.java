package dev.cleave.runtime.guard;

import dev.cleave.ModuleUnavailable;

/** A guard did not let the call begin. */
final class Rejected extends Exception {
  private static final long serialVersionUID = 1L;

  /** Which guard it was. */
  enum By {
    OPEN_BREAKER,
    FULL_BULKHEAD,
    RATE_LIMIT
  }

  private final By by;

  Rejected(By by, String message) {
    super(message, null, false, false);
    this.by = by;
  }

  By by() {
    return by;
  }

  /** What the caller gets: nothing was sent. */
  ModuleUnavailable forCaller() {
    return new ModuleUnavailable(getMessage(), true, null);
  }
}
