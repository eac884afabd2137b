package dev.cleave.runtime.cdi;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.spi.InitialContextFactory;

/** JNDI outside a server, where every name is a transaction manager without transactions. */
public final class NoTransactions implements InitialContextFactory {
  @Override
  public Context getInitialContext(Hashtable<?, ?> environment) {
    Object manager = proxy(TransactionManager.class, Status.STATUS_NO_TRANSACTION);
    return proxy(Context.class, manager);
  }

  private static <T> T proxy(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> method.getReturnType() == void.class ? null : answer));
  }
}
