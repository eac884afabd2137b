package dev.cleave.cli.report.trial.stock;

import dev.cleave.ModuleContract;
import dev.cleave.SharedTransaction;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

@ModuleContract("stock")
@Path("/stock")
public interface Stock {
  @GET
  int units();

  @SharedTransaction
  @POST
  void writeOff();
}
