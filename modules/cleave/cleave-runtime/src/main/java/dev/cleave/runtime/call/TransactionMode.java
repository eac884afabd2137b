package dev.cleave.runtime.call;

import dev.cleave.runtime.contract.ContractMethod;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.reflect.Method;

/** How the callee's side runs a method. */
public enum TransactionMode {
  /** A read whose implementation is not {@code @Transactional}. */
  NONE,
  /** The call has a transaction of its own. */
  OWN,
  /** A command that calls other contracts: no transaction, resumable by its key. */
  ORCHESTRATED,
  /** The call takes part in the transaction of its caller, who commits it or not. */
  JOINED;

  /**
   * What the implementation's {@code @Transactional} asks for; the method's wins over the class's.
   * For a call inside a transaction that may be joined, {@link #JOINED} takes its place.
   *
   * @throws IllegalArgumentException if the contract shares the transaction and the implementation
   *     does not want it
   */
  public static TransactionMode of(ContractMethod method, Class<?> implementation) {
    TxType type = null;
    try {
      Method implemented =
          implementation.getMethod(method.method().getName(), method.method().getParameterTypes());
      Transactional transactional = implemented.getAnnotation(Transactional.class);
      if (transactional == null) {
        transactional = implementation.getAnnotation(Transactional.class);
      }
      type = transactional == null ? null : transactional.value();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(
          implementation.getName() + " does not implement " + method.name(), e);
    }
    boolean without = type == TxType.NOT_SUPPORTED || type == TxType.NEVER;
    if (method.isSharedTransaction() && (without || type == TxType.REQUIRES_NEW)) {
      throw new IllegalArgumentException(
          ("%s is a @SharedTransaction, but %s is @Transactional(%s), which takes part in no"
                  + " transaction of a caller: use REQUIRED there, or remove @SharedTransaction.")
              .formatted(method.name(), implementation.getName(), type));
    }
    if (method.isCommand()) {
      return without ? ORCHESTRATED : OWN;
    }
    return type == null || without || type == TxType.SUPPORTS ? NONE : OWN;
  }
}
