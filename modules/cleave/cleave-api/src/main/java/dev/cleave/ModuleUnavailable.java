package dev.cleave;

/**
 * The module could not be reached. If {@link #isOutcomeKnown()} is false the connection broke after
 * the request was sent, so that a command may have been executed: repeat it with its key.
 */
public final class ModuleUnavailable extends CallException {
  public static final String CODE = "cleave.module-unavailable";
  private final boolean outcomeKnown;

  public ModuleUnavailable(String message, boolean outcomeKnown, Throwable cause) {
    super(CODE, 503, message, cause);
    this.outcomeKnown = outcomeKnown;
  }

  public boolean isOutcomeKnown() {
    return outcomeKnown;
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}
