package dev.cleave.cli.northwind;

/** The shop said no, or could not be reached for long. The message says which and why. */
public final class Refused extends Exception {

  private static final long serialVersionUID = 1;

  private static final int NOT_FOUND = 404;

  private final int status;

  Refused(String message) {
    this(message, 0);
  }

  /** The answer had this status. */
  Refused(String message, int status) {
    super(message);
    this.status = status;
  }

  Refused(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /** Whether what was asked for is not there. */
  boolean isNotFound() {
    return status == NOT_FOUND;
  }
}
