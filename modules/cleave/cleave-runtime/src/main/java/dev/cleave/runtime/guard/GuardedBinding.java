package dev.cleave.runtime.guard;

import dev.cleave.CallContext;
import dev.cleave.CallException;
import dev.cleave.CallFailed;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleUnavailable;
import dev.cleave.SubstituteAnswers;
import dev.cleave.SubstituteAnswers.Kind;
import dev.cleave.SubstituteAnswers.Substitute;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.guard.GuardFigures.Event;
import dev.cleave.runtime.guard.StaleAnswers.Old;
import dev.cleave.runtime.problem.OneInstance;
import dev.cleave.runtime.route.Binding;
import dev.cleave.runtime.route.BindingKind;
import dev.cleave.runtime.standby.Rehearsal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A remote binding and its guards, from the outside in: substitute, retry, bulkhead, rate limit,
 * circuit breaker, time-out. All on the caller's thread.
 */
final class GuardedBinding implements Binding {
  private static final VarHandle GUARDS = MethodHandles.arrayElementVarHandle(MethodGuards[].class);

  /** How patient a caller must be for the lack of an answer to count against the way. */
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private final Binding binding;
  private final MethodGuards[] guards;
  private final GuardFigures figures;
  private final Repetition repetition;
  private final Supplier<Object> proxy;

  /**
   * The binding with the guards of its way.
   *
   * @param proxy an object of the contract's type, on which fallback methods are called
   */
  GuardedBinding(
      Binding binding,
      MethodGuards[] guards,
      GuardFigures figures,
      Repetition repetition,
      Supplier<Object> proxy) {
    this.binding = binding;
    this.guards = guards;
    this.figures = figures;
    this.repetition = repetition;
    this.proxy = proxy;
  }

  /** Puts the guards of a method in effect for calls that begin from now on. */
  static void publish(MethodGuards[] guards, int method, MethodGuards next) {
    GUARDS.setRelease(guards, method, next);
  }

  @Override
  public BindingKind kind() {
    return binding.kind();
  }

  @Override
  public Object join(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    return binding.join(method, arguments, context, isRepeatable);
  }

  @Override
  public Object call(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    MethodGuards of = (MethodGuards) GUARDS.getAcquire(guards, method.index());
    if (of.isEmpty()) {
      return binding.call(method, arguments, context, isRepeatable);
    }
    try {
      Object answer =
          repetition.call(
              of.retry(),
              method,
              context,
              isRepeatable,
              repeatable -> guarded(of, method, arguments, context, repeatable));
      figures.count(Event.ANSWERED);
      keep(of, method, arguments, context, answer);
      return answer;
    } catch (Rejected e) {
      figures.count(Event.of(e.by()));
      return substitute(of, method, arguments, context, e.forCaller());
    } catch (CallException e) {
      return failed(of, method, arguments, context, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModuleUnavailable(
          "%s was given up: its thread was interrupted while it waited for the answer."
              .formatted(method.name()),
          false,
          e);
    } catch (Exception e) {
      figures.count(Event.ANSWERED);
      of.stale().ifPresent(stale -> stale.forget(context.caller(), arguments));
      throw e;
    }
  }

  private Object guarded(
      MethodGuards of,
      ContractMethod method,
      Object[] arguments,
      CallContext context,
      boolean isRepeatable)
      throws Exception {
    if (of.bulkhead().isPresent()) {
      return of.bulkhead().get().call(() -> limited(of, method, arguments, context, isRepeatable));
    }
    return limited(of, method, arguments, context, isRepeatable);
  }

  private Object limited(
      MethodGuards of,
      ContractMethod method,
      Object[] arguments,
      CallContext context,
      boolean isRepeatable)
      throws Exception {
    if (of.rateLimit().isPresent()) {
      return of.rateLimit().get().call(() -> broken(of, method, arguments, context, isRepeatable));
    }
    return broken(of, method, arguments, context, isRepeatable);
  }

  private Object broken(
      MethodGuards of,
      ContractMethod method,
      Object[] arguments,
      CallContext context,
      boolean isRepeatable)
      throws Exception {
    Optional<Duration> timeout = of.timeout();
    CallContext attempt = timeout.map(context::withTimeout).orElse(context);
    if (of.breaker().isEmpty()) {
      return binding.call(method, arguments, attempt, isRepeatable);
    }
    boolean isPatient =
        context.remainingNanos() >= timeout.map(Duration::toNanos).orElse(PATIENCE_NANOS);
    Breaker breaker = of.breaker().get();
    return breaker.call(
        () -> binding.call(method, arguments, attempt, isRepeatable),
        (failure, isTrial) -> counts(breaker, failure, isPatient || isTrial, isTrial));
  }

  /**
   * A caller in a hurry proves nothing, nor does one instance while another is well; but a trial
   * that is not answered is no success.
   */
  private static boolean counts(
      Breaker breaker, Exception failure, boolean isPatient, boolean isTrial) {
    Failure kind = Failure.of(failure);
    return (kind == Failure.WAY || kind == Failure.LATE && isPatient)
        && (isTrial || !OneInstance.isIn(failure))
        && breaker.policy().which().has(failure);
  }

  private void keep(
      MethodGuards of,
      ContractMethod method,
      Object[] arguments,
      CallContext context,
      Object answer) {
    of.stale().ifPresent(stale -> stale.keep(context.caller(), arguments, answer));
  }

  private Object failed(
      MethodGuards of,
      ContractMethod method,
      Object[] arguments,
      CallContext context,
      CallException failure)
      throws Exception {
    switch (Failure.of(failure)) {
      case WAY, OVERLOAD -> figures.count(Event.FAILED);
      case LATE -> figures.count(Event.LATE);
      default -> figures.count(Event.ANSWERED);
    }
    boolean isNoAnswer =
        failure instanceof ModuleUnavailable
            || failure instanceof DeadlineExceeded
            || failure instanceof CallFailed;
    if (!isNoAnswer) {
      throw failure;
    }
    return substitute(of, method, arguments, context, failure);
  }

  /** In a rehearsal nobody is to be helped: what is wanted is what the way really answers. */
  private Object substitute(
      MethodGuards of,
      ContractMethod method,
      Object[] arguments,
      CallContext context,
      CallException failure)
      throws Exception {
    if (context.remainingNanos() <= 0 || Rehearsal.isOn()) {
      throw failure;
    }
    Optional<Old> old = of.stale().flatMap(stale -> stale.find(context.caller(), arguments));
    if (old.isPresent()) {
      figures.count(Event.STALE_ANSWER);
      SubstituteAnswers.note(new Substitute(Kind.STALE, method.name(), old.get().age()));
      return old.get().answer();
    }
    Substitution fallback = of.fallback().filter(f -> f.applies(failure)).orElse(null);
    if (fallback == null) {
      throw failure;
    }
    Object answer = fallback.answer(proxy.get(), method, arguments, failure);
    figures.count(Event.DEFAULT_ANSWER);
    SubstituteAnswers.note(new Substitute(Kind.DEFAULT, method.name(), Duration.ZERO));
    return method.canonicalResult(answer);
  }
}
