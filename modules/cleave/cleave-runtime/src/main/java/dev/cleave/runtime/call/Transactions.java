package dev.cleave.runtime.call;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.Optional;
import java.util.function.Consumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The server's transaction manager, which Jakarta EE leaves without a standard place. A contract
 * call needs it to begin the callee's transaction and to suspend a caller's.
 */
public final class Transactions {
  private final TransactionManager manager;
  private final Demarcation demarcation;

  private Transactions(TransactionManager manager, Demarcation demarcation) {
    this.manager = manager;
    this.demarcation = demarcation;
  }

  /**
   * Finds the transaction manager of this server.
   *
   * @throws IllegalStateException if the server is none that the toolkit knows
   */
  public static Transactions ofThisServer() {
    try {
      Class.forName("com.ibm.tx.jta.TransactionManagerFactory");
    } catch (ClassNotFoundException e) {
      return of(lookup("java:appserver/TransactionManager", "java:/TransactionManager"));
    }
    LibertyUnitsOfWork liberty = LibertyUnitsOfWork.ofThisServer();
    return new Transactions(liberty.manager(), liberty);
  }

  /** For tests and other servers. */
  public static Transactions of(TransactionManager manager) {
    return new Transactions(manager, new ManagedTransactions(manager));
  }

  private static TransactionManager lookup(String... names) {
    for (String name : names) {
      try {
        return InitialContext.doLookup(name);
      } catch (NamingException e) {
        // the next name is tried; the message below names them all
      }
    }
    throw new IllegalStateException(
        "No transaction manager found: neither Open Liberty's nor one under "
            + String.join(" or ", names));
  }

  public boolean isActive() {
    try {
      return manager.getStatus() != Status.STATUS_NO_TRANSACTION;
    } catch (SystemException e) {
      throw new IllegalStateException("The transaction manager gives no status", e);
    }
  }

  /** Work that is done in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws Exception;
  }

  /** How a server begins and ends a transaction around work. */
  interface Demarcation {
    <T> T inOwn(Work<T> work) throws Exception;
  }

  /**
   * Does the work in a transaction of its own, which is rolled back if the work throws. The thread
   * must have none.
   *
   * @throws Exception of the work, or of the commit, after which it is unknown whether the work was
   *     kept
   */
  public <T> T inOwn(Work<T> work) throws Exception {
    return demarcation.inOwn(work);
  }

  /**
   * Calls back, on some thread, when the transaction that is open on this one has ended.
   *
   * @param ended told whether it was committed
   * @throws IllegalStateException if no transaction is open, or it can only roll back
   */
  public void whenEnded(Consumer<Boolean> ended) {
    try {
      Transaction open = manager.getTransaction();
      if (open == null) {
        throw new IllegalStateException("No transaction is open on this thread");
      }
      open.registerSynchronization(
          new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
              ended.accept(status == Status.STATUS_COMMITTED);
            }
          });
    } catch (RollbackException e) {
      throw new IllegalStateException("The transaction can only be rolled back any more", e);
    } catch (SystemException e) {
      throw new IllegalStateException("The transaction manager gives no transaction", e);
    }
  }

  /** How long the transactions that this thread begins may take; 0 seconds is the default. */
  public void setTimeout(int seconds) {
    try {
      manager.setTransactionTimeout(seconds);
    } catch (SystemException e) {
      throw new IllegalStateException("Cannot set the transaction timeout", e);
    }
  }

  /** The transaction that is open on the thread. */
  public Optional<Transaction> current() {
    try {
      return manager.getStatus() == Status.STATUS_NO_TRANSACTION
          ? Optional.empty()
          : Optional.ofNullable(manager.getTransaction());
    } catch (SystemException e) {
      throw new IllegalStateException("The transaction manager gives no status", e);
    }
  }

  /** Lets the transaction on the thread end in no other way than by rolling back. */
  public void setRollbackOnly() {
    try {
      if (isActive()) {
        manager.setRollbackOnly();
      }
    } catch (SystemException e) {
      throw new IllegalStateException("Cannot mark the transaction for rollback", e);
    }
  }

  /** Takes the caller's transaction off the thread until {@link #resume}. */
  public Transaction suspend() {
    try {
      return manager.suspend();
    } catch (SystemException e) {
      throw new IllegalStateException("Cannot suspend the transaction", e);
    }
  }

  public void resume(Transaction transaction) {
    try {
      manager.resume(transaction);
    } catch (Exception e) {
      throw new IllegalStateException("Cannot resume the caller's transaction", e);
    }
  }
}
