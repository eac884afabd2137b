package dev.cleave.runtime.route;

import dev.cleave.CallContext;
import dev.cleave.CallException;
import dev.cleave.CommandInTransaction;
import dev.cleave.DeadlineExceeded;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import jakarta.transaction.Transaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a consumer gets injected: carries each call over the route that is in effect when the call
 * begins. Thread-safe. A change of the route does not touch calls under way.
 */
public final class ContractProxy implements InvocationHandler {
  private static final Logger LOG = System.getLogger(ContractProxy.class.getName());

  /** Pairs of methods already warned about, so that a log line comes once for each. */
  private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

  private final ContractModel contract;
  private final Transactions transactions;
  private final CallPolicy policy;
  private volatile Route route;

  ContractProxy(ContractModel contract, Transactions transactions, CallPolicy policy, Route route) {
    this.contract = contract;
    this.transactions = transactions;
    this.policy = policy;
    this.route = route;
  }

  /** The proxy object, of the contract's type. */
  Object asContract() {
    return Proxy.newProxyInstance(
        contract.type().getClassLoader(), new Class<?>[] {contract.type()}, this);
  }

  /** The deadline of a call that has none of its own. */
  public long timeoutNanos() {
    return policy.timeoutNanos();
  }

  ContractModel contract() {
    return contract;
  }

  /**
   * New calls take the given route from now on; returns the one before, which may still be
   * draining.
   */
  Route switchTo(Route next) {
    Route before = route;
    route = next;
    return before;
  }

  Route route() {
    return route;
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    ContractMethod contractMethod = contract.method(method);
    if (contractMethod == null) {
      return ofObject(proxy, method, arguments);
    }
    return call(contractMethod, arguments);
  }

  private Object ofObject(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "proxy of " + contract;
      default -> throw new UnsupportedOperationException(method.toString());
    };
  }

  /** Makes a call on behalf of the context that is bound to the thread. */
  public Object call(ContractMethod method, Object[] arguments) throws Exception {
    if (!transactions.isActive()) {
      return callOutsideTransaction(method, arguments);
    }
    if (method.isCommand()) {
      commandInTransaction(method);
    } else {
      warn(method, "suspends the transaction it is called in");
    }
    Transaction suspended = transactions.suspend();
    try {
      return callOutsideTransaction(method, arguments);
    } finally {
      transactions.resume(suspended);
    }
  }

  private void commandInTransaction(ContractMethod method) {
    if (!policy.refusesCommandInTransaction()) {
      warn(method, "is a command called inside a transaction, which it does not join");
      return;
    }
    throw new CommandInTransaction(
        ("%s was called by %s inside a transaction. A command of another module does not take part in"
                + " it: end the transaction first, then call (or set"
                + " cleave.command-in-transaction=warn while adopting).")
            .formatted(method.name(), Callers.nearest()));
  }

  private static void warn(ContractMethod method, String what) {
    String caller = Callers.nearest();
    if (WARNED.add(caller + ">" + method.name())) {
      LOG.log(Level.WARNING, "{0}, called by {1}, {2}", method.name(), caller, what);
    }
  }

  private Object callOutsideTransaction(ContractMethod method, Object[] arguments)
      throws Exception {
    CallContext outer = CallContext.current();
    boolean isRepeatable = false;
    String key = null;
    if (method.isCommand()) {
      key = outer.nextIdempotencyKey().orElse(null);
      isRepeatable = key != null;
      key = isRepeatable ? key : UUID.randomUUID().toString();
    }
    CallContext context = outer.served(System.nanoTime() + policy.timeoutNanos(), key);
    Route current = enter();
    try {
      Object result = current.binding().call(method, arguments, context, isRepeatable);
      if (context.remainingNanos() <= 0) {
        throw late(method);
      }
      return result;
    } catch (CallException e) {
      throw e;
    } catch (Exception e) {
      throw context.remainingNanos() > 0 ? e : late(method);
    } finally {
      current.exit();
    }
  }

  private static DeadlineExceeded late(ContractMethod method) {
    return DeadlineExceeded.outcomeUnknown(
        "%s answered after its deadline; its answer was dropped.".formatted(method.name()));
  }

  /** Counts the call in on the route in effect, so that no switch can miss it while draining. */
  private Route enter() {
    while (true) {
      Route current = route;
      current.enter();
      if (current == route) {
        return current;
      }
      current.exit();
    }
  }
}
