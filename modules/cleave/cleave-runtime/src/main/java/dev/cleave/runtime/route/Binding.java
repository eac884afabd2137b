package dev.cleave.runtime.route;

import dev.cleave.CallContext;
import dev.cleave.CommandInTransaction;
import dev.cleave.runtime.contract.ContractMethod;

/** One way for calls of one contract to travel. Used by many threads at once. */
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

  /** The word by which it is known. */
  default BindingKind kind() {
    return BindingKind.LOCAL;
  }

  /** The way that a call takes where there are several; else this one. */
  default Binding chosenFor(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable) {
    return this;
  }

  /**
   * As {@link #call}, as a part of the transaction on the thread.
   *
   * @throws CommandInTransaction if no transaction can travel this way
   */
  default Object join(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    throw new CommandInTransaction(
        ("%s was called by %s inside a transaction that it is to join (@SharedTransaction), but the"
                + " module %s is not served by this process and no transaction travels to another:"
                + " run both modules in one process, or call it outside the transaction.")
            .formatted(method.name(), Callers.nearest(), method.contract().module()));
  }

  /**
   * The bean that a read may be called on directly, because nothing has to be done before or after
   * it; {@code null} if that is not so, or not yet.
   */
  default Object plainTarget(ContractMethod method) {
    return null;
  }

  /**
   * What the caller of a plain target sees of an exception it threw.
   *
   * @throws UnsupportedOperationException without plain targets
   */
  default Exception seenByCaller(ContractMethod method, Throwable thrown) {
    throw new UnsupportedOperationException("no plain calls over " + getClass().getName());
  }
}
