package dev.cleave.runtime.route;

import dev.cleave.CallContext;
import dev.cleave.CallException;
import dev.cleave.CommandInTransaction;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleStandby;
import dev.cleave.runtime.CoarseClock;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.generated.CallHandler;
import dev.cleave.runtime.generated.ContractClasses;
import dev.cleave.runtime.generated.PlainCall;
import dev.cleave.runtime.problem.EarlierAttempt;
import dev.cleave.runtime.record.Recorder;
import jakarta.transaction.Transaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * What stands behind the object that a consumer gets injected: carries each call over the route
 * that is in effect when the call begins. Thread-safe. A change of the route does not touch calls
 * under way.
 */
public final class ContractProxy implements CallHandler {
  private static final Logger LOG = System.getLogger(ContractProxy.class.getName());

  /** Pairs of methods already warned about, so that a log line comes once for each. */
  private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

  private static final long FIRST_PAUSE_NANOS = 25_000_000;
  private static final long LONGEST_PAUSE_NANOS = 100_000_000;

  private final ContractModel contract;
  private final ContractMethod[] methods;
  private final Transactions transactions;
  private final CallPolicy policy;
  private final Recorder recorder;
  private final CallCount count = new CallCount();
  private volatile Route route;

  ContractProxy(ContractModel contract, Transactions transactions, CallPolicy policy, Route route) {
    this.contract = contract;
    this.methods = contract.methods().toArray(ContractMethod[]::new);
    this.transactions = transactions;
    this.policy = policy;
    this.recorder = policy.recorder();
    this.route = route;
  }

  /** A new object of the contract's type. */
  Object asContract() {
    return ContractClasses.proxy(contract, this);
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

  /** Calls made so far. */
  long calls() {
    return count.sum();
  }

  @Override
  public Object call(int method, Object[] arguments) throws Exception {
    return call(methods[method], arguments);
  }

  @Override
  public PlainCall enter(int method) {
    if (transactions.isActive()) {
      return null;
    }
    CallThread thread = CallThread.current();
    CallContext outer = thread.slot().get();
    Route current = enter(thread);
    Object target = current.plainTarget(method);
    if (target == null || outer.hasDeadline() && CoarseClock.hasPassed(outer.deadlineNanos())) {
      thread.unpush();
      return null;
    }
    thread.bind(readContext(thread, outer));
    thread.aim(target);
    return thread;
  }

  @Override
  public void exit(PlainCall call, int method) {
    CallThread thread = (CallThread) call;
    long deadline = thread.slot().get().deadlineNanos();
    thread.pop();
    thread.count(count);
    if (CoarseClock.hasPassed(deadline)) {
      throw late(methods[method]);
    }
  }

  @Override
  public Throwable failed(PlainCall call, int method, Throwable thrown) {
    CallThread thread = (CallThread) call;
    Binding binding = thread.top().binding();
    Exception seen = binding.seenByCaller(methods[method], thrown);
    try {
      exit(call, method);
    } catch (DeadlineExceeded late) {
      return seen instanceof CallException ? seen : late;
    }
    return seen;
  }

  @Override
  public String describe() {
    return "proxy of " + contract;
  }

  /** Makes a call on behalf of the context that is bound to the thread. */
  public Object call(ContractMethod method, Object[] arguments) throws Exception {
    if (!transactions.isActive()) {
      return make(method, arguments, false);
    }
    if (method.isSharedTransaction()) {
      return join(method, arguments);
    }
    if (method.isCommand()) {
      commandInTransaction(method);
    } else {
      warn(method, "suspends the transaction it is called in");
    }
    Transaction suspended = transactions.suspend();
    recorder.suspended();
    try {
      return make(method, arguments, false);
    } finally {
      transactions.resume(suspended);
    }
  }

  /** Whatever it ends with but a result, the transaction it joined must not commit. */
  private Object join(ContractMethod method, Object[] arguments) throws Exception {
    try {
      return make(method, arguments, true);
    } catch (Throwable e) {
      transactions.setRollbackOnly();
      throw e;
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

  private Object make(ContractMethod method, Object[] arguments, boolean joins) throws Exception {
    CallThread thread = CallThread.current();
    CallContext outer = thread.slot().get();
    if (!method.isCommand()) {
      return carry(thread, method, arguments, readContext(thread, outer), false, joins);
    }
    String given = outer.nextIdempotencyKey().orElse(null);
    String key = given == null ? UUID.randomUUID().toString() : given;
    CallContext context = outer.served(System.nanoTime() + policy.timeoutNanos(), key);
    return carry(thread, method, arguments, context, given != null, joins);
  }

  private CallContext readContext(CallThread thread, CallContext outer) {
    return outer == CallContext.none()
        ? thread.rootContext(policy.timeoutNanos())
        : outer.served(CoarseClock.nanoTime() + policy.timeoutNanos(), null);
  }

  /**
   * Enters anew after a gate, and asks again while the process that was asked only stands by: the
   * module is changing hands.
   */
  private Object carry(
      CallThread thread,
      ContractMethod method,
      Object[] arguments,
      CallContext context,
      boolean isRepeatable,
      boolean joins)
      throws Exception {
    long pause = FIRST_PAUSE_NANOS;
    boolean mayHaveBegun = isRepeatable;
    CallException earlier = null;
    while (true) {
      try {
        return carryOnce(thread, method, arguments, context, mayHaveBegun, joins);
      } catch (Gate.Opened e) {
        pause = FIRST_PAUSE_NANOS;
      } catch (ModuleStandby e) {
        earlier = earlier == null ? EarlierAttempt.of(e).orElse(null) : earlier;
        if (context.remainingNanos() <= pause || Thread.currentThread().isInterrupted()) {
          throw earlier == null ? e : earlier;
        }
        // an attempt before it may have been carried out: its key must be asked for
        mayHaveBegun = method.isCommand();
        LockSupport.parkNanos(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
      } catch (CallException e) {
        throw earlier == null ? e : EarlierAttempt.with(e, earlier);
      }
    }
  }

  private Object carryOnce(
      CallThread thread,
      ContractMethod method,
      Object[] arguments,
      CallContext context,
      boolean isRepeatable,
      boolean joins)
      throws Exception {
    Route current = enter(thread);
    thread.bind(context);
    try {
      Binding binding =
          recorder.isOn()
              ? current.binding().chosenFor(method, arguments, context, isRepeatable)
              : current.binding();
      Object result =
          recorder.isOn()
              ? recorder.record(
                  method,
                  binding.kind().toString(),
                  arguments,
                  () -> carryOver(binding, method, arguments, context, isRepeatable, joins))
              : carryOver(binding, method, arguments, context, isRepeatable, joins);
      if (CoarseClock.hasPassed(context.deadlineNanos())) {
        throw late(method);
      }
      if (!recorder.isOn()) { // else the next call would pass the recorder by
        current.learn(method);
      }
      return result;
    } catch (CallException | Gate.Opened e) {
      throw e;
    } catch (Exception e) {
      throw CoarseClock.hasPassed(context.deadlineNanos()) ? late(method) : e;
    } finally {
      thread.pop();
      thread.count(count);
    }
  }

  private static Object carryOver(
      Binding binding,
      ContractMethod method,
      Object[] arguments,
      CallContext context,
      boolean isRepeatable,
      boolean joins)
      throws Exception {
    return joins
        ? binding.join(method, arguments, context, isRepeatable)
        : binding.call(method, arguments, context, isRepeatable);
  }

  private static DeadlineExceeded late(ContractMethod method) {
    return DeadlineExceeded.outcomeUnknown(
        "%s answered after its deadline; its answer was dropped.".formatted(method.name()));
  }

  /** Notes the call on the route in effect, so that no switch can miss it while draining. */
  private Route enter(CallThread thread) {
    while (true) {
      Route current = route;
      thread.push(current);
      if (current == route) {
        return current;
      }
      thread.unpush();
    }
  }
}
