package dev.cleave.discovery;

import dev.cleave.ModuleContract;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** A contract whose module runs in several processes. */
@ModuleContract("sums")
@Path("/sums")
interface Sums {
  @GET
  @Path("{id}")
  String sum(@PathParam("id") String id);
}
