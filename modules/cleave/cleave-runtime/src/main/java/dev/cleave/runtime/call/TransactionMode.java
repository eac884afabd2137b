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
  ORCHESTRATED;

  /**
   * What the implementation's {@code @Transactional} asks for; the method's wins over the class's.
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
    if (method.isCommand()) {
      return without ? ORCHESTRATED : OWN;
    }
    return type == null || without || type == TxType.SUPPORTS ? NONE : OWN;
  }
}
