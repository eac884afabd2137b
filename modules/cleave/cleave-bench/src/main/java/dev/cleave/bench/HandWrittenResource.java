package dev.cleave.bench;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/** The yardstick of REST calls, server side: what one writes by hand as a resource. */
@Path("/quotes")
@Produces("application/json")
public class HandWrittenResource {
  @GET
  @Path("{product}/order")
  public Order order(@PathParam("product") int product) {
    return Order.SAMPLE;
  }
}
