package dev.cleave.runtime.rest;

import dev.cleave.CallContext;
import dev.cleave.SubstituteAnswers.Substitute;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.instance.ClientAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What the request filter found out about the call that the thread is about to make.
 *
 * @param method the contract method, or {@code null} for a resource that is none
 * @param isInternal whether it came in through the internal port, with the secret
 * @param isRehearsal whether it is a read of another process whose answer no caller gets
 * @param substitutes what its answer turns out to be made of
 */
record IncomingCall(
    ContractMethod method,
    CallContext context,
    boolean isInternal,
    boolean isRehearsal,
    List<Substitute> substitutes) {
  private static final ThreadLocal<IncomingCall> CURRENT = new ThreadLocal<>();

  /** A call of which no more is known yet. */
  IncomingCall(ContractMethod method, CallContext context, boolean isInternal) {
    this(method, context, isInternal, false);
  }

  IncomingCall(
      ContractMethod method, CallContext context, boolean isInternal, boolean isRehearsal) {
    this(method, context, isInternal, isRehearsal, new ArrayList<>(0));
  }

  static void begin(IncomingCall call) {
    CURRENT.set(call);
  }

  static IncomingCall current() {
    return CURRENT.get();
  }

  static void end() {
    CURRENT.remove();
    ClientAddress.end();
  }
}
