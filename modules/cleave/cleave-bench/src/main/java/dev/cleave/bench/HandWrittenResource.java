package dev.cleave.bench;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/** The yardstick of REST calls, server side: what one writes by hand as a resource. */
@Path("/quotes")
@Produces("application/json")
public class HandWrittenResource {
  private static final Quote QUOTE = Quote.of(1);

  @GET
  @Path("{product}/read")
  public Quote read(@PathParam("product") int product) {
    return QUOTE;
  }
}
