package dev.cleave.runtime.rest;

import dev.cleave.runtime.problem.ProblemDocument;
import jakarta.ws.rs.WebApplicationException;

/**
 * A call arrived on the internal port of a process that does not have the module (RFC 9110, 421).
 */
final class NotServedHere extends WebApplicationException {
  private static final long serialVersionUID = 1L;
  static final String CODE = ProblemDocument.MODULE_NOT_HERE;
  static final int STATUS = 421;

  NotServedHere(String module) {
    super(
        ProblemResponse.of(
            ProblemDocument.of(
                STATUS,
                CODE,
                "Module not here",
                "This process does not serve the module %s: point cleave.endpoint.%s.rest at one that does."
                    .formatted(module, module))));
  }
}
