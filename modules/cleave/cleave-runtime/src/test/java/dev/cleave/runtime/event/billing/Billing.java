package dev.cleave.runtime.event.billing;

import dev.cleave.ModuleContract;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The contract of a module that listens. */
@ModuleContract("billing")
@Path("/billing")
public interface Billing {
  @GET
  String billing();
}
