package dev.cleave.cli.northwind;

/**
 * The import ended before its end. The message is one line; what was imported stays, and the same
 * import continues when it is run again.
 */
public class ImportFailed extends Exception {

  private static final long serialVersionUID = 1;

  ImportFailed(String message) {
    super(message);
  }

  ImportFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
