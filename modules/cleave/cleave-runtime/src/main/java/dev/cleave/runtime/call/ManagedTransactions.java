package dev.cleave.runtime.call;

import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;

/** Transactions that are begun and ended by asking the transaction manager. */
record ManagedTransactions(TransactionManager manager) implements Transactions.Demarcation {
  @Override
  public <T> T inOwn(Transactions.Work<T> work) throws Exception {
    begin();
    T result;
    try {
      result = work.run();
    } catch (Throwable e) {
      rollback();
      throw e;
    }
    manager.commit();
    return result;
  }

  private void begin() {
    try {
      manager.begin();
    } catch (NotSupportedException | SystemException e) {
      throw new IllegalStateException("Cannot begin a transaction", e);
    }
  }

  private void rollback() {
    try {
      if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
        manager.rollback();
      }
    } catch (SystemException e) {
      throw new IllegalStateException("Cannot roll back", e);
    }
  }
}
