package dev.cleave.runtime.route;

import dev.cleave.runtime.contract.ContractModel;
import java.net.URI;
import java.time.Duration;

/** What a remote binding offers to the routes. */
public interface RemoteBindings {
  /** The binding to one process; what it is made of is shared by the bindings of one endpoint. */
  Binding to(ContractModel contract, URI endpoint);

  /**
   * Asks the process at the endpoint whether it serves the module.
   *
   * @param limit how long it may take to answer; above zero
   * @throws IllegalArgumentException with the reason if it does not
   */
  void probe(String module, URI endpoint, Duration limit);

  /**
   * Makes what the first call would have to make and wait for; the endpoint answers probes.
   *
   * @throws IllegalArgumentException with the reason if that cannot be made
   */
  default void prepare(ContractModel contract, URI endpoint) {}

  /** Nobody will call the module at that endpoint any more: what is kept for that can go. */
  default void forget(String module, URI endpoint) {}
}
