package dev.cleave.runtime.call;

import com.ibm.tx.jta.TransactionManagerFactory;
import com.ibm.wsspi.uow.UOWAction;
import com.ibm.wsspi.uow.UOWActionException;
import com.ibm.wsspi.uow.UOWException;
import com.ibm.wsspi.uow.UOWManager;
import com.ibm.wsspi.uow.UOWManagerFactory;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;

/**
 * Transactions as Open Liberty itself begins them. While no transaction is open, it keeps a "local
 * transaction containment" on most threads. Whoever asks the transaction manager for a transaction
 * leaves that where it is, and the next {@code @Transactional} method takes it for the unit of work
 * to join: it would run outside the transaction. Liberty's unit of work takes it off the thread.
 */
record LibertyUnitsOfWork(UOWManager units, TransactionManager manager)
    implements Transactions.Demarcation {
  static LibertyUnitsOfWork ofThisServer() {
    return new LibertyUnitsOfWork(
        UOWManagerFactory.getUOWManager(), TransactionManagerFactory.getTransactionManager());
  }

  @Override
  public <T> T inOwn(Transactions.Work<T> work) throws Exception {
    Unit<T> unit = new Unit<>(work, manager);
    try {
      units.runUnderUOW(UOWManager.UOW_TYPE_GLOBAL_TRANSACTION, false, unit);
    } catch (UOWActionException | UOWException e) {
      if (unit.failure == null) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }
    return unit.outcome();
  }

  /** Keeps what the work threw for the caller: Liberty would wrap it. */
  private static final class Unit<T> implements UOWAction {
    private final Transactions.Work<T> work;
    private final TransactionManager manager;
    private T result;
    private Throwable failure;

    Unit(Transactions.Work<T> work, TransactionManager manager) {
      this.work = work;
      this.manager = manager;
    }

    @Override
    public void run() throws SystemException {
      try {
        result = work.run();
        if (manager.getStatus() == Status.STATUS_MARKED_ROLLBACK) {
          failure = new RollbackException("The transaction was marked to be rolled back");
        }
      } catch (Throwable e) {
        failure = e;
        manager.setRollbackOnly();
      }
    }

    T outcome() throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure != null) {
        throw (Exception) failure;
      }
      return result;
    }
  }
}
