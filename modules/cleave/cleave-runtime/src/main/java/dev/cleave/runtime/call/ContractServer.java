package dev.cleave.runtime.call;

import dev.cleave.CallContext;
import dev.cleave.CallException;
import dev.cleave.CallFailed;
import dev.cleave.DeadlineExceeded;
import dev.cleave.runtime.CoarseClock;
import dev.cleave.runtime.Once;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.contract.ProblemModel;
import dev.cleave.runtime.generated.ContractClasses;
import dev.cleave.runtime.generated.MethodInvoker;
import dev.cleave.runtime.standby.Duty;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Serves one contract with the implementation that is deployed here. Whatever binding a call came
 * through, it is executed by {@link #serve}, on the calling thread.
 */
public final class ContractServer {
  private static final Logger LOG = System.getLogger(ContractServer.class.getName());

  private final ContractModel contract;
  private final Supplier<Object> implementation;
  private final Transactions transactions;
  private final Inbox inbox;
  private final Validation validation;
  private final Duty duty;
  private final MethodInvoker invoker;
  private final ServedMethod[] methods;

  /** What serving needs to know about a method, worked out once. */
  private record ServedMethod(TransactionMode mode, Supplier<Boolean> constrained) {
    static ServedMethod of(ContractMethod method, Class<?> implementation, Validation validation) {
      return new ServedMethod(
          TransactionMode.of(method, implementation),
          new Once<>(() -> validation.isConstrained(method)));
    }
  }

  ContractServer(
      ContractModel contract,
      Class<?> implementationType,
      Supplier<Object> implementation,
      Transactions transactions,
      Inbox inbox,
      Validation validation,
      Duty duty) {
    this.duty = duty;
    this.contract = contract;
    this.implementation = implementation;
    this.transactions = transactions;
    this.inbox = inbox;
    this.validation = validation;
    this.invoker = ContractClasses.invoker(contract);
    this.methods =
        contract.methods().stream()
            .map(method -> ServedMethod.of(method, implementationType, validation))
            .toArray(ServedMethod[]::new);
  }

  public ContractModel contract() {
    return contract;
  }

  /**
   * Executes a call. The thread has no transaction, and the call's context is bound to it.
   *
   * @param context the callee's view of the call: its deadline, which it always has, and its key if
   *     it is a command
   * @param isRepeatable whether anybody else knows the key, so that a repeat may come
   * @return the result, in canonical form
   * @throws Exception a declared exception of the contract, or a {@link CallException}
   */
  public Object serve(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    return serve(method, arguments, context, isRepeatable, methods[method.index()].mode());
  }

  /**
   * Executes a call that came from another process.
   *
   * @param context as it travelled: with the key, if the call had one
   * @param timeoutNanos the deadline of a call that came without one
   */
  public Object serveArrived(
      ContractMethod method, Object[] arguments, CallContext context, LongSupplier timeoutNanos)
      throws Exception {
    boolean isRepeatable = context.nextIdempotencyKey().isPresent();
    String key =
        method.isCommand()
            ? context.nextIdempotencyKey().orElseGet(() -> UUID.randomUUID().toString())
            : null;
    CallContext served = context.served(System.nanoTime() + timeoutNanos.getAsLong(), key);
    duty.begin();
    try {
      return served.call(() -> serve(method, arguments, served, isRepeatable));
    } finally {
      duty.end();
    }
  }

  /**
   * As {@link #serve}, as a part of the transaction on the thread. It is neither committed nor
   * rolled back here: after an exception it is for the caller to see to it that it is not
   * committed.
   */
  public Object join(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    return serve(method, arguments, context, isRepeatable, TransactionMode.JOINED);
  }

  private Object serve(
      ContractMethod method,
      Object[] arguments,
      CallContext context,
      boolean isRepeatable,
      TransactionMode mode)
      throws Exception {
    duty.requireActive();
    if (isLate(method, context)) {
      throw DeadlineExceeded.notStarted(
          method.name() + " was not started: its deadline had passed when it arrived.");
    }
    ServedMethod served = methods[method.index()];
    try {
      Object target = implementation.get();
      Object[] checked = checked(served, target, method, arguments);
      Object result =
          switch (mode) {
            case NONE -> invoke(target, method, checked);
            case OWN ->
                transactions.inOwn(() -> recorded(target, method, checked, context, isRepeatable));
            case ORCHESTRATED -> orchestrated(target, method, checked, context, isRepeatable);
            case JOINED -> recorded(target, method, checked, context, isRepeatable);
          };
      return method.canonicalResult(result);
    } catch (Exception e) {
      if (e instanceof CallException || declared(method, e).isPresent()) {
        throw e;
      }
      throw defect(method, e);
    }
  }

  /**
   * Whether there is nothing to do around the implementation of a read: no transaction, no
   * constraint, and no value that could differ after a journey.
   */
  public boolean isPlain(ContractMethod method) {
    ServedMethod served = methods[method.index()];
    return !duty.standsBy()
        && served.mode() == TransactionMode.NONE
        && method.travelsUnchanged()
        && !method.isVoid()
        && !served.constrained().get();
  }

  /** The bean. */
  public Object implementation() {
    return implementation.get();
  }

  /** A command, which costs more than looking at the clock, is not started a moment too late. */
  private static boolean isLate(ContractMethod method, CallContext context) {
    return method.isCommand()
        ? context.remainingNanos() <= 0
        : CoarseClock.hasPassed(context.deadlineNanos());
  }

  private Object[] checked(
      ServedMethod served, Object target, ContractMethod method, Object[] arguments) {
    Object[] canonical = method.canonical(arguments);
    if (canonical == null) {
      return null;
    }
    if (served.constrained().get()) {
      validation.check(target, method, canonical);
    }
    return canonical;
  }

  private Object invoke(Object target, ContractMethod method, Object[] arguments) throws Exception {
    Object result;
    try {
      result = invoker.invoke(target, method.index(), arguments);
    } catch (Throwable e) {
      throw seenByCaller(method, e);
    }
    if (result == null && !method.isVoid()) {
      throw defect(
          method,
          new IllegalStateException(
              method.name() + " returned null; a contract returns a value or an empty Optional."));
    }
    return result;
  }

  /** What the caller gets to see, under every binding, of what the implementation threw. */
  public Exception seenByCaller(ContractMethod method, Throwable thrown) {
    Optional<ProblemModel> declared = declared(method, thrown);
    if (declared.isPresent()) {
      return declared.get().copy((Exception) thrown);
    }
    if (thrown instanceof VirtualMachineError error && !(error instanceof StackOverflowError)) {
      throw error;
    }
    // a module behind this one is late, busy or gone: so is this one; what else comes from a call
    // made
    // by the implementation is the implementation's own defect
    return thrown instanceof CallException call && call.isRetryable()
        ? call
        : defect(method, thrown);
  }

  /** The work and the record of its key, in the transaction that is open; a repeat does neither. */
  private Object recorded(
      Object target,
      ContractMethod method,
      Object[] arguments,
      CallContext context,
      boolean isRepeatable)
      throws Exception {
    String key = isRepeatable ? context.idempotencyKey().orElse(null) : null;
    if (key != null) {
      Optional<Inbox.Stored> stored =
          inbox.claim(key, method.name(), Recorded.hash(method, arguments), Duration.ZERO);
      if (stored.isPresent()) {
        return Recorded.read(stored.get().json(), method);
      }
    }
    Object result = invoke(target, method, arguments);
    if (key != null) {
      inbox.complete(key, Recorded.write(result, method));
    }
    if (context.remainingNanos() <= 0) {
      throw DeadlineExceeded.outcomeUnknown(
          method.name() + " took longer than its deadline; it was rolled back.");
    }
    return result;
  }

  private Object orchestrated(
      Object target,
      ContractMethod method,
      Object[] arguments,
      CallContext context,
      boolean isRepeatable)
      throws Exception {
    String key = isRepeatable ? context.idempotencyKey().orElse(null) : null;
    if (key == null) {
      return invoke(target, method, arguments);
    }
    Duration claim = Duration.ofNanos(Math.max(context.remainingNanos(), 1_000_000));
    byte[] hash = Recorded.hash(method, arguments);
    Optional<Inbox.Stored> stored =
        transactions.inOwn(() -> inbox.claim(key, method.name(), hash, claim));
    if (stored.isPresent()) {
      return Recorded.read(stored.get().json(), method);
    }
    Object result;
    try {
      result = invoke(target, method, arguments);
    } catch (Throwable e) {
      afterFailure(method, key, e);
      throw e;
    }
    String json = Recorded.write(result, method);
    transactions.inOwn(
        () -> {
          inbox.complete(key, json);
          return null;
        });
    return result;
  }

  /** A refusal frees the key; anything else keeps it, so that a repeat resumes the command. */
  private void afterFailure(ContractMethod method, String key, Throwable failure) {
    boolean isRefusal = declared(method, failure).isPresent();
    try {
      transactions.inOwn(
          () -> {
            if (isRefusal) {
              inbox.forget(key);
            } else {
              inbox.release(key);
            }
            return null;
          });
    } catch (Exception e) {
      LOG.log(
          Level.WARNING,
          "inbox row of {0} key {1} was not released; a repeat must wait for its claim to expire: {2}",
          method.name(),
          key,
          e.toString());
    }
  }

  private static Optional<ProblemModel> declared(ContractMethod method, Throwable failure) {
    return method.problems().stream().filter(p -> p.type().isInstance(failure)).findFirst();
  }

  private static CallFailed defect(ContractMethod method, Throwable thrown) {
    String incident = UUID.randomUUID().toString().substring(0, 8);
    LOG.log(
        Level.ERROR,
        "contract call failed method=" + method.name() + " incident=" + incident,
        thrown);
    return new CallFailed(
        "%s failed; nothing of it was kept. The cause is in the log of its process under incident %s."
            .formatted(method.name(), incident));
  }

  /** Deletes a batch of stored results older than the retention. */
  int cleanUpInbox(Duration retention, int batch) throws Exception {
    return transactions.inOwn(() -> inbox.cleanUp(retention, batch));
  }
}
