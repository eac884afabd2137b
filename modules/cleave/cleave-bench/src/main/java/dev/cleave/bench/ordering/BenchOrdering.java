package dev.cleave.bench.ordering;

import dev.cleave.ModuleContract;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The contract that makes this package a module. Orders are placed over {@link OrderResource}. */
@ModuleContract("benchordering")
@Path("/bench-orders")
public interface BenchOrdering {
  /** How much was ordered so far. */
  @GET
  @Path("total")
  Total total();

  /**
   * What was ordered.
   *
   * @param orders how many
   * @param units of all orders together
   */
  record Total(long orders, long units) {}
}
