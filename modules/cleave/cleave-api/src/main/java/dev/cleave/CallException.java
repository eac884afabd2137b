package dev.cleave;

/**
 * A contract call failed for a reason that is not an answer of the contract. The same subclasses
 * are thrown under every binding; the exceptions that a contract declares are not among them.
 */
public abstract sealed class CallException extends RuntimeException
    permits CallFailed,
        CommandInTransaction,
        CommandInProgress,
        DeadlineExceeded,
        IdempotencyKeyReused,
        InvalidRequest,
        ModuleStandby,
        ModuleUnavailable {
  private final String code;
  private final int status;

  CallException(String code, int status, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.status = status;
  }

  /** The stable error code, {@code cleave.<what-happened>}. */
  public String code() {
    return code;
  }

  /** The HTTP status of the problem document. */
  public int status() {
    return status;
  }

  /** Whether the same call, with the same key, may succeed if repeated a little later. */
  public boolean isRetryable() {
    return false;
  }
}
