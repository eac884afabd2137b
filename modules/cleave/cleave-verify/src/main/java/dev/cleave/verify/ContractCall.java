package dev.cleave.verify;

/**
 * A line of code that calls a contract of another module.
 *
 * @param from the module that calls
 * @param caller where
 * @param to the module that is called
 * @param method {@code Contract.method}
 * @param transaction the method whose transaction is open there, and the way from it; empty if none
 *     is, as far as the code tells
 */
public record ContractCall(
    String from, SourcePlace caller, String to, String method, Kind kind, String transaction) {

  /** What the called method is. */
  public enum Kind {
    /** Leaves the caller's transaction aside. */
    READ,
    /** Refused inside a transaction. */
    COMMAND,
    /** Joins the caller's transaction. */
    SHARED
  }

  public boolean isInTransaction() {
    return !transaction.isEmpty();
  }
}
