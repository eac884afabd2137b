package dev.cleave.runtime.rest;

import dev.cleave.runtime.guard.GuardStatus;
import dev.cleave.runtime.instance.GroupStatus;
import dev.cleave.runtime.message.Broker;
import dev.cleave.runtime.message.Messaging.Outage;
import dev.cleave.runtime.process.ProcessParts;
import dev.cleave.runtime.route.RouteStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the other processes and the command line ask this process; on the internal port only. */
@Path("/cleave")
@Produces("application/json")
public final class OperationsResource {
  private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final ProcessParts process;

  /**
   * The state of a process.
   *
   * @param guards how the guards around remote bindings stand
   * @param serving modules for which it takes requests and events from the broker
   * @param listeners how events reach the listeners of each module from here
   * @param standingBy modules that are deployed here and wait for their turn
   * @param broker whether it uses one and is connected
   * @param instances of the modules that have several, or that an engine knows
   * @param grpcPort the port that is open for gRPC
   * @param problems what is wrong with its configuration and its surroundings now
   */
  public record ProcessStatus(
      String process,
      Instant startedAt,
      List<RouteStatus> modules,
      List<GuardStatus> guards,
      List<String> serving,
      List<ListenersStatus> listeners,
      List<String> standingBy,
      BrokerStatus broker,
      List<GroupStatus> instances,
      Optional<Integer> grpcPort,
      List<String> problems) {}

  /** How events reach the listeners of a module. */
  public record ListenersStatus(String module, String way) {}

  /**
   * The broker as this process sees it.
   *
   * @param reason why it is not connected although it is used
   */
  public record BrokerStatus(
      boolean used, boolean connected, Optional<Instant> awaySince, Optional<String> reason) {}

  /** A module that is served here. */
  public record ServedModule(String module) {}

  OperationsResource(ProcessParts process) {
    this.process = process;
  }

  @GET
  @Path("status")
  public ProcessStatus status() {
    List<ListenersStatus> listeners = new ArrayList<>();
    process
        .events()
        .ways()
        .forEach((module, way) -> listeners.add(new ListenersStatus(module, way)));
    return new ProcessStatus(
        process.config().process(),
        startedAt,
        process.routes().status(),
        process.guards().status(),
        List.copyOf(process.serving().modules()),
        listeners,
        List.copyOf(process.servers().duties().standingBy()),
        brokerStatus(),
        process.instances().status(),
        process.grpc().port(),
        process.problems());
  }

  private BrokerStatus brokerStatus() {
    Broker broker = process.broker();
    Optional<Outage> outage = broker.outage();
    return new BrokerStatus(
        broker.isInUse(),
        broker.isInUse() && outage.isEmpty(),
        outage.map(Outage::since),
        outage.map(Outage::reason));
  }

  @GET
  @Path("modules/{module}")
  public ServedModule module(
      @PathParam("module") String module, @HeaderParam(Headers.REHEARSAL) String rehearsal) {
    if (!process.servers().hasModule(module)) {
      throw new NotServedHere(module);
    }
    if (rehearsal == null) {
      process.servers().duties().of(module).requireActive();
    }
    return new ServedModule(module);
  }
}
