package dev.cleave.cli.northwind;

/** The shop said no, or could not be reached for long. The message says which and why. */
public final class Refused extends Exception {

  private static final long serialVersionUID = 1;

  Refused(String message) {
    super(message);
  }

  Refused(String message, Throwable cause) {
    super(message, cause);
  }
}
