package dev.cleave.runtime.route;

import dev.cleave.CallContext;
import dev.cleave.runtime.call.ContractServer;
import dev.cleave.runtime.contract.ContractMethod;

/** Calls the implementation in this process, on the caller's thread. */
record LocalBinding(ContractServer server) implements Binding {
  @Override
  public Object call(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    return server.serve(method, arguments, context, isRepeatable);
  }

  @Override
  public Object join(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    return server.join(method, arguments, context, isRepeatable);
  }

  @Override
  public Object plainTarget(ContractMethod method) {
    return server.isPlain(method) ? server.implementation() : null;
  }

  @Override
  public Exception seenByCaller(ContractMethod method, Throwable thrown) {
    return server.seenByCaller(method, thrown);
  }
}
