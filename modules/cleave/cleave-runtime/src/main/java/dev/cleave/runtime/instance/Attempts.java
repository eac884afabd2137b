package dev.cleave.runtime.instance;

import dev.cleave.CallContext;
import dev.cleave.runtime.contract.ContractMethod;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The instances that failed in one call. A guard that repeats the call comes by again on the same
 * thread, with the same arguments: it finds them here, and goes elsewhere.
 */
final class Attempts {
  private static final ThreadLocal<Attempts> LAST = new ThreadLocal<>();
  private static final List<Instance> NONE = List.of();

  private final ContractMethod method;
  private final WeakReference<Object[]> arguments; // of a call that may be over
  private final String key;
  private final List<Instance> failed = new ArrayList<>(2);

  private Attempts(ContractMethod method, Object[] arguments, String key) {
    this.method = method;
    this.arguments = new WeakReference<>(arguments);
    this.key = key;
  }

  /** What failed before in this call. */
  static List<Instance> failed(ContractMethod method, Object[] arguments, CallContext context) {
    Attempts last = LAST.get();
    return last != null && last.isOf(method, arguments, context) ? last.failed : NONE;
  }

  /** Notes that one failed. */
  static List<Instance> note(
      Instance instance, ContractMethod method, Object[] arguments, CallContext context) {
    Attempts last = LAST.get();
    if (last == null || !last.isOf(method, arguments, context)) {
      last = new Attempts(method, arguments, context.idempotencyKey().orElse(null));
      LAST.set(last);
    }
    if (!last.failed.contains(instance)) {
      last.failed.add(instance);
    }
    return last.failed;
  }

  /** The call is over. */
  static void forget() {
    LAST.remove();
  }

  private boolean isOf(ContractMethod method, Object[] arguments, CallContext context) {
    String own = context.idempotencyKey().orElse(null);
    return this.method == method
        && (own == null
            ? key == null && arguments != null && this.arguments.get() == arguments
            : own.equals(key));
  }
}
