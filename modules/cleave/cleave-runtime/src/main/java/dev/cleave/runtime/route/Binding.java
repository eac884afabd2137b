package dev.cleave.runtime.route;

import dev.cleave.CallContext;
import dev.cleave.runtime.contract.ContractMethod;

/** One way for calls of one contract to travel. Used by many threads at once. */
@FunctionalInterface
public interface Binding {
  /**
   * Carries a call out and its answer back.
   *
   * @param context the callee's view of the call, which is bound to the thread
   * @param isRepeatable whether the key was given by somebody who may repeat the command
   * @throws Exception a declared exception of the contract or a {@link dev.cleave.CallException}
   */
  Object call(ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception;
}
