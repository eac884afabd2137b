package dev.cleave.runtime.route;

import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import java.util.Arrays;

/** The route of one contract at one time; its identity is what calls under way are counted by. */
final class Route {
  private final Binding binding;

  /** By method; filled in by the first call of each, which may have to make the bean. */
  private final Object[] plainTargets;

  Route(ContractModel contract, Binding binding) {
    this.binding = binding;
    this.plainTargets = new Object[contract.methods().size()];
  }

  Binding binding() {
    return binding;
  }

  /** See {@link Binding#plainTarget}. */
  Object plainTarget(int method) {
    return plainTargets[method];
  }

  /** Lets the following calls of a method go straight to the bean, if they can. */
  void learn(ContractMethod method) {
    if (plainTargets[method.index()] == null) {
      plainTargets[method.index()] = binding.plainTarget(method);
    }
  }

  /** Sends the following calls the long way, until they are learned again. */
  void forget() {
    Arrays.fill(plainTargets, null);
  }

  /** Calls under way on this route. */
  long inFlight() {
    return CallThread.inFlight(this);
  }
}
