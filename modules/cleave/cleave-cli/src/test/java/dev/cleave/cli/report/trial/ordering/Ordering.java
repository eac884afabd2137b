package dev.cleave.cli.report.trial.ordering;

import dev.cleave.ModuleContract;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

@ModuleContract("ordering")
@Path("/orders")
public interface Ordering {
  @POST
  int place();
}
