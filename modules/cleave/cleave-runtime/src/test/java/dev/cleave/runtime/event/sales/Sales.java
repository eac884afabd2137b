package dev.cleave.runtime.event.sales;

import dev.cleave.ModuleContract;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The contract of a module that publishes. */
@ModuleContract("sales")
@Path("/sales")
public interface Sales {
  @GET
  String sales();
}
