package dev.cleave.cli;

/**
 * A subcommand could not do what was asked. The message is one line for the person at the terminal:
 * what happened, where, and what to do next.
 */
public class CommandFailed extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** A failure with nothing to add to its line. */
  public CommandFailed(String message) {
    super(message);
  }

  /** A failure whose cause is shown only when stack traces are asked for. */
  public CommandFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
