package dev.cleave.bench.inventory;

import dev.cleave.ModuleContract;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The contract that makes this package a module. */
@ModuleContract("benchinventory")
@Path("/bench-stock")
public interface BenchInventory {
  /** How much was reserved so far. */
  @GET
  @Path("total")
  Total total();

  /**
   * What was reserved.
   *
   * @param movements how many orders were handled
   * @param units reserved of all products together
   */
  record Total(long movements, long units) {}
}
