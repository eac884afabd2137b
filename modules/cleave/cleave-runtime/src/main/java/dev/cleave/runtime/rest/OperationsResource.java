package dev.cleave.runtime.rest;

import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.route.RouteStatus;
import dev.cleave.runtime.route.RouteTable;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the other processes and the command line ask this process; on the internal port only. */
@Path("/cleave")
@Produces("application/json")
public final class OperationsResource {
  private final String process;
  private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final RouteTable routes;
  private final ContractServers servers;

  /**
   * The state of a process.
   *
   * @param problems what is wrong with its configuration now
   */
  public record ProcessStatus(
      String process, Instant startedAt, List<RouteStatus> modules, List<String> problems) {}

  /** A module that is served here. */
  public record ServedModule(String module) {}

  OperationsResource(String process, RouteTable routes, ContractServers servers) {
    this.process = process;
    this.routes = routes;
    this.servers = servers;
  }

  @GET
  @Path("status")
  public ProcessStatus status() {
    return new ProcessStatus(process, startedAt, routes.status(), routes.problems());
  }

  @GET
  @Path("modules/{module}")
  public ServedModule module(@PathParam("module") String module) {
    if (!servers.hasModule(module)) {
      throw new NotServedHere(module);
    }
    return new ServedModule(module);
  }
}
