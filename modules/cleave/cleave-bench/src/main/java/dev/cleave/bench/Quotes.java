package dev.cleave.bench;

import dev.cleave.ModuleContract;
import dev.cleave.Public;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** The measured contract. */
@ModuleContract("bench")
@Path("/quotes")
public interface Quotes {
  @Public
  @GET
  @Path("{product}/read")
  Quote read(@PathParam("product") int product);

  @Public
  @GET
  @Path("{product}/read-in-transaction")
  Quote readInTransaction(@PathParam("product") int product);

  @Public
  @GET
  @Path("{product}/order")
  Order order(@PathParam("product") int product);

  /** Takes {@link QuoteService#WORK_NANOS} of processor time. */
  @Public
  @GET
  @Path("{product}/work")
  Quote work(@PathParam("product") int product);
}
