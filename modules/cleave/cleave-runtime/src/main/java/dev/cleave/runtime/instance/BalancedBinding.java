package dev.cleave.runtime.instance;

import dev.cleave.CallContext;
import dev.cleave.CallException;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleStandby;
import dev.cleave.ModuleUnavailable;
import dev.cleave.runtime.Sabotage;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.problem.CalleeAnswer;
import dev.cleave.runtime.problem.EarlierAttempt;
import dev.cleave.runtime.problem.OneInstance;
import dev.cleave.runtime.route.Binding;
import dev.cleave.runtime.route.BindingKind;
import dev.cleave.runtime.route.RemoteBindings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries each call of one contract to one of several instances. What certainly did not begin at
 * one goes to the next at once; what broke on its way goes to one other, since reads may be
 * repeated and commands have a key. Whether a call is repeated after that is for the guard around
 * this binding to say; it then goes to an instance that has not failed in this call, if there is
 * one.
 */
final class BalancedBinding implements Binding {
  private final ContractModel contract;
  private final BindingKind kind;
  private final RemoteBindings remote;
  private final InstanceGroup group;
  private final Map<Instance, Binding> bindings = new ConcurrentHashMap<>();

  BalancedBinding(
      ContractModel contract, BindingKind kind, RemoteBindings remote, InstanceGroup group) {
    this.contract = contract;
    this.kind = kind;
    this.remote = remote;
    this.group = group;
  }

  @Override
  public BindingKind kind() {
    return kind;
  }

  @Override
  public Object call(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    List<Instance> tried = Attempts.failed(method, arguments, context);
    CallException first = null;
    int overloaded = 0;
    while (true) {
      Instance instance = group.choose(tried, context);
      try {
        Object result =
            attempt(instance, method, arguments, context, isRepeatable || first != null);
        if (!tried.isEmpty()) {
          Attempts.forget();
        }
        return result;
      } catch (CallException e) {
        if (!isAnotherWorthwhile(e)) {
          Attempts.forget();
          throw first == null ? e : EarlierAttempt.with(e, first);
        }
        tried = Attempts.note(instance, method, arguments, context);
        overloaded += CalleeAnswer.isOverload(e) ? 1 : 0;
        if (overloaded > 1 || !mayGoElsewhere(e, first != null, tried, context)) {
          throw told(first == null ? e : EarlierAttempt.with(e, first), tried);
        }
        if (first == null) {
          first = mayHaveBegun(e);
        }
      }
    }
  }

  /** The attempt of which nobody knows what became, if there is one: this one, or one within it. */
  private static CallException mayHaveBegun(CallException failure) {
    if (failure instanceof ModuleStandby standby) {
      return EarlierAttempt.of(standby).orElse(null);
    }
    return isKnown(failure) ? null : failure;
  }

  /** Tells the guard around this binding if there is somebody else to be called. */
  private CallException told(CallException failure, List<Instance> tried) {
    return group.hasFitBeside(tried) ? OneInstance.in(failure) : failure;
  }

  private Object attempt(
      Instance instance,
      ContractMethod method,
      Object[] arguments,
      CallContext context,
      boolean isRepeatable)
      throws Exception {
    Binding binding = to(instance);
    long begunAt = System.nanoTime();
    instance.begin();
    try {
      Object result = binding.call(method, arguments, context, isRepeatable);
      group.answered(instance, method, begunAt);
      return result;
    } catch (Exception e) {
      group.threw(instance, method, e, begunAt);
      throw e;
    } finally {
      instance.end();
    }
  }

  private Binding to(Instance instance) {
    Binding known = bindings.get(instance);
    if (known != null) {
      return known;
    }
    bindings.keySet().retainAll(List.of(group.all())); // those that have gone
    return bindings.computeIfAbsent(instance, i -> remote.to(contract, i.url()));
  }

  /** Whether another instance might have answered. */
  private static boolean isAnotherWorthwhile(CallException failure) {
    return failure instanceof ModuleStandby
        || failure instanceof DeadlineExceeded && !CalleeAnswer.isIn(failure)
        || CalleeAnswer.isOverload(failure)
        || InstanceGroup.isBroken(failure);
  }

  private boolean mayGoElsewhere(
      CallException failure, boolean mayHaveBegun, List<Instance> tried, CallContext context) {
    return !Sabotage.NO_BREAKER.isOn()
        && !(failure instanceof DeadlineExceeded)
        && (isKnown(failure) || !mayHaveBegun)
        && context.remainingNanos() > 0
        && !Thread.currentThread().isInterrupted()
        && group.hasOther(tried);
  }

  private static boolean isKnown(CallException failure) {
    return failure instanceof ModuleStandby
        || failure instanceof ModuleUnavailable gone && gone.isOutcomeKnown();
  }
}
