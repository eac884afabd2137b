package dev.cleave;

/**
 * The call's deadline passed. If {@link #isOutcomeKnown()} is false, the callee may or may not have
 * executed it: repeat the command with the same idempotency key to find out.
 */
public final class DeadlineExceeded extends CallException {
  public static final String CODE = "cleave.deadline-exceeded";
  private final boolean outcomeKnown;

  private DeadlineExceeded(String message, boolean outcomeKnown) {
    super(CODE, 504, message, null);
    this.outcomeKnown = outcomeKnown;
  }

  /** The deadline had passed before the work began: nothing was done. */
  public static DeadlineExceeded notStarted(String message) {
    return new DeadlineExceeded(message, true);
  }

  /** The answer came too late or not at all. */
  public static DeadlineExceeded outcomeUnknown(String message) {
    return new DeadlineExceeded(message, false);
  }

  public boolean isOutcomeKnown() {
    return outcomeKnown;
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}
