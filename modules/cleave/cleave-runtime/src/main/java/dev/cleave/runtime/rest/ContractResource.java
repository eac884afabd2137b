package dev.cleave.runtime.rest;

import dev.cleave.CallException;
import dev.cleave.DeadlineExceeded;
import dev.cleave.SubstituteAnswers;
import dev.cleave.runtime.call.ContractServer;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.route.ContractProxy;
import dev.cleave.runtime.standby.Rehearsal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * The REST resource of a contract. From the public port the call takes the module's route, so that
 * it is served where the module lives now. From the internal port it is served here and never
 * forwarded, so that no loop can arise.
 */
final class ContractResource implements InvocationHandler {
  private final ContractProxy routed;
  private final Optional<ContractServer> server;

  private ContractResource(ContractProxy routed, Optional<ContractServer> server) {
    this.routed = routed;
    this.server = server;
  }

  /** The object to publish, of the contract's type. */
  static Object of(Class<?> contract, ContractProxy routed, Optional<ContractServer> server) {
    return Proxy.newProxyInstance(
        contract.getClassLoader(), new Class<?>[] {contract}, new ContractResource(routed, server));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return switch (method.getName()) {
        case "equals" -> proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "resource of " + routed;
      };
    }
    IncomingCall call = IncomingCall.current();
    if (call.context().remainingNanos() <= 0) {
      throw DeadlineExceeded.notStarted(
          call.method().name() + " was not started: its deadline had passed when it arrived.");
    }
    try {
      return SubstituteAnswers.collect(
          call.substitutes(),
          () ->
              call.isInternal()
                  ? serveHere(call, arguments)
                  : call.context().call(() -> routed.call(call.method(), arguments)));
    } catch (CallException e) {
      throw e;
    } catch (Exception e) {
      throw DeclaredProblem.of(call.method(), e);
    }
  }

  private Object serveHere(IncomingCall call, Object[] arguments) throws Exception {
    ContractMethod method = call.method();
    ContractServer here = server.orElseThrow(() -> new NotServedHere(method.contract().module()));
    return Rehearsal.call(
        call.isRehearsal(),
        () -> here.serveArrived(method, arguments, call.context(), routed::timeoutNanos));
  }
}
