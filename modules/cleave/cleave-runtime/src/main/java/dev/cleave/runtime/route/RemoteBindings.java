package dev.cleave.runtime.route;

import dev.cleave.runtime.contract.ContractModel;
import java.net.URI;

/** What a remote binding offers to the routes. */
public interface RemoteBindings {
  /** The binding to one process; the same object for the same contract and endpoint. */
  Binding to(ContractModel contract, URI endpoint);

  /**
   * Asks the process at the endpoint whether it serves the module.
   *
   * @throws IllegalArgumentException with the reason if it does not
   */
  void probe(String module, URI endpoint);
}
