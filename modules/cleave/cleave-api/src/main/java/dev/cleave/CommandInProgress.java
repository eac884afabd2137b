package dev.cleave;

/**
 * The same command under the same key is being executed right now; repeat it later for its result.
 */
public final class CommandInProgress extends CallException {
  public static final String CODE = "cleave.command-in-progress";

  public CommandInProgress(String message) {
    super(CODE, 409, message, null);
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}
