package dev.cleave.bench;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/**
 * The yardstick of REST calls, client side: what one writes by hand for the MicroProfile Rest
 * Client.
 */
@Path("/quotes")
@Produces("application/json")
@Consumes("application/json")
public interface HandWritten {
  @GET
  @Path("{product}/order")
  Order order(@PathParam("product") int product);
}
