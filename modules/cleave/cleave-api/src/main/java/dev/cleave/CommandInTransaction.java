package dev.cleave;

/**
 * A command of another module was called while a transaction was open. Refused, since once the
 * module is extracted the transaction would hold its locks across a network, and could not include
 * the command's effects. Commit first, then call; or let {@code cleave.command-in-transaction=warn}
 * pass it while adopting Cleave.
 */
public final class CommandInTransaction extends CallException {
  public static final String CODE = "cleave.command-in-transaction";

  public CommandInTransaction(String message) {
    super(CODE, 500, message, null);
  }
}
