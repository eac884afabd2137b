package dev.cleave.runtime.event;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;
import javax.transaction.xa.XAResource;

/**
 * What a server's transaction manager does for one data source per transaction: its connections are
 * one and the same until the transaction ends, and synchronizations are told.
 */
final class LocalTransactions implements TransactionManager {
  private final ThreadLocal<Local> current = new ThreadLocal<>();

  @Override
  public void begin() {
    if (current.get() != null) {
      throw new IllegalStateException("nested");
    }
    current.set(new Local());
  }

  @Override
  public void commit() throws RollbackException {
    Local local = current.get();
    try {
      local.commit();
    } finally {
      current.remove();
    }
  }

  @Override
  public void rollback() {
    Local local = current.get();
    current.remove();
    local.end(false);
  }

  @Override
  public void setRollbackOnly() {
    current.get().setRollbackOnly();
  }

  @Override
  public int getStatus() {
    return current.get() == null ? Status.STATUS_NO_TRANSACTION : current.get().getStatus();
  }

  @Override
  public Transaction getTransaction() {
    return current.get();
  }

  @Override
  public void setTransactionTimeout(int seconds) {
    // nothing here takes so long
  }

  @Override
  public Transaction suspend() {
    Local local = current.get();
    current.remove();
    return local;
  }

  @Override
  public void resume(Transaction transaction) {
    current.set((Local) transaction);
  }

  /** A pool whose connections take part in the transaction of the thread. */
  DataSource pool(DataSource physical) {
    Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          if (!method.getName().equals("getConnection")) {
            return method.invoke(physical, arguments);
          }
          Local local = current.get();
          return local == null
              ? handle(take(idle, physical), () -> {}, idle)
              : local.connection(idle, physical);
        });
  }

  private static Connection take(Deque<Connection> idle, DataSource physical) throws SQLException {
    Connection pooled;
    while ((pooled = idle.poll()) != null) {
      if (!pooled.isClosed()) {
        return pooled;
      }
    }
    return physical.getConnection();
  }

  private static Connection handle(
      Connection connection, Runnable whenClosed, Deque<Connection> idle) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          if (method.getName().equals("close")) {
            whenClosed.run();
            if (idle != null) {
              idle.push(connection);
            }
            return null;
          }
          try {
            return method.invoke(connection, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** One transaction. */
  private static final class Local implements Transaction {
    private final List<Synchronization> synchronizations = new ArrayList<>();
    private Connection connection;
    private Deque<Connection> home;
    private int status = Status.STATUS_ACTIVE;

    Connection connection(Deque<Connection> idle, DataSource physical) throws SQLException {
      if (connection == null) {
        connection = take(idle, physical);
        connection.setAutoCommit(false);
        home = idle;
      } else if (home != idle) {
        throw new SQLException("a second database in one transaction");
      }
      return handle(connection, () -> {}, null);
    }

    @Override
    public void commit() throws RollbackException {
      if (status == Status.STATUS_ACTIVE) {
        try {
          for (Synchronization each : new ArrayDeque<>(synchronizations)) {
            each.beforeCompletion();
          }
        } catch (RuntimeException e) {
          end(false);
          throw (RollbackException) new RollbackException(e.getMessage()).initCause(e);
        }
      }
      if (status == Status.STATUS_MARKED_ROLLBACK) {
        end(false);
        throw new RollbackException("marked");
      }
      end(true);
      if (status != Status.STATUS_COMMITTED) {
        throw new RollbackException("the database did not commit");
      }
    }

    void end(boolean isCommit) {
      status = isCommit ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK;
      if (connection != null) {
        try {
          if (isCommit) {
            connection.commit();
          } else {
            connection.rollback();
          }
          connection.setAutoCommit(true);
          home.push(connection);
        } catch (SQLException e) {
          status = Status.STATUS_ROLLEDBACK;
          close();
        }
      }
      synchronizations.forEach(each -> each.afterCompletion(status));
    }

    private void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        status = Status.STATUS_ROLLEDBACK;
      }
    }

    @Override
    public void rollback() {
      end(false);
    }

    @Override
    public void setRollbackOnly() {
      status = Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public int getStatus() {
      return status;
    }

    @Override
    public boolean enlistResource(XAResource resource) {
      return false;
    }

    @Override
    public boolean delistResource(XAResource resource, int flag) {
      return false;
    }

    @Override
    public void registerSynchronization(Synchronization synchronization) {
      synchronizations.add(synchronization);
    }
  }
}
