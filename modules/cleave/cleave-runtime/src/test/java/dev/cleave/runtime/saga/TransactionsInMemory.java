package dev.cleave.runtime.saga;

import dev.cleave.runtime.call.Transactions;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Transactions of one thread over one store; beginning and committing are statements. */
final class TransactionsInMemory {
  private final SagasInMemory store;
  private final Kill kill;
  private final List<Synchronization> synchronizations = new ArrayList<>();
  private boolean isActive;

  TransactionsInMemory(SagasInMemory store, Kill kill) {
    this.store = store;
    this.kill = kill;
  }

  Transactions transactions() {
    return Transactions.of(
        proxy(
            TransactionManager.class,
            (method, arguments) ->
                switch (method) {
                  case "getStatus" ->
                      isActive ? Status.STATUS_ACTIVE : Status.STATUS_NO_TRANSACTION;
                  case "getTransaction" -> isActive ? transaction() : null;
                  case "begin" -> begin();
                  case "commit" -> commit();
                  case "rollback" -> rollback();
                  default -> throw new UnsupportedOperationException(method);
                }));
  }

  private Transaction transaction() {
    return proxy(
        Transaction.class,
        (method, arguments) -> {
          synchronizations.add((Synchronization) arguments[0]);
          return null;
        });
  }

  private Object begin() {
    kill.pass();
    if (isActive) {
      throw new IllegalStateException("nested");
    }
    isActive = true;
    store.begin();
    return null;
  }

  private Object commit() {
    if (kill.isDead()) {
      crashed();
    }
    try {
      kill.pass();
    } catch (Kill.Killed e) {
      crashed();
      throw e;
    }
    isActive = false;
    end(Status.STATUS_COMMITTED);
    kill.pass();
    return null;
  }

  private Object rollback() {
    crashed();
    end(Status.STATUS_ROLLEDBACK);
    return null;
  }

  /** What the database does when its client is gone. */
  void crashed() {
    if (isActive) {
      isActive = false;
      store.rollback();
    }
  }

  private void end(int status) {
    List<Synchronization> ended = List.copyOf(synchronizations);
    synchronizations.clear();
    ended.forEach(each -> each.afterCompletion(status));
  }

  private interface Answer {
    Object to(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method.getName(), arguments)));
  }
}
