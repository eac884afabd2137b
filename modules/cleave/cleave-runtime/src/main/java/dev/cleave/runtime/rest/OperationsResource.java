package dev.cleave.runtime.rest;

import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.event.Events;
import dev.cleave.runtime.grpc.Grpc;
import dev.cleave.runtime.message.Broker;
import dev.cleave.runtime.message.Messaging.Outage;
import dev.cleave.runtime.message.Serving;
import dev.cleave.runtime.route.RouteStatus;
import dev.cleave.runtime.route.RouteTable;
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
  private final String process;
  private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final RouteTable routes;
  private final ContractServers servers;
  private final Events events;
  private final Serving serving;
  private final Broker broker;
  private final Grpc grpc;

  /**
   * The state of a process.
   *
   * @param serving modules for which it takes requests and events from the broker
   * @param listeners how events reach the listeners of each module from here
   * @param standingBy modules that are deployed here and wait for their turn
   * @param broker whether it uses one and is connected
   * @param grpcPort the port that is open for gRPC
   * @param problems what is wrong with its configuration and its surroundings now
   */
  public record ProcessStatus(
      String process,
      Instant startedAt,
      List<RouteStatus> modules,
      List<String> serving,
      List<ListenersStatus> listeners,
      List<String> standingBy,
      BrokerStatus broker,
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

  OperationsResource(
      String process,
      RouteTable routes,
      ContractServers servers,
      Events events,
      Serving serving,
      Broker broker,
      Grpc grpc) {
    this.process = process;
    this.routes = routes;
    this.servers = servers;
    this.events = events;
    this.serving = serving;
    this.broker = broker;
    this.grpc = grpc;
  }

  @GET
  @Path("status")
  public ProcessStatus status() {
    List<ListenersStatus> listeners = new ArrayList<>();
    events.ways().forEach((module, way) -> listeners.add(new ListenersStatus(module, way)));
    return new ProcessStatus(
        process,
        startedAt,
        routes.status(),
        List.copyOf(serving.modules()),
        listeners,
        List.copyOf(servers.duties().standingBy()),
        brokerStatus(),
        grpc.port(),
        problems());
  }

  private BrokerStatus brokerStatus() {
    Optional<Outage> outage = broker.outage();
    return new BrokerStatus(
        broker.isInUse(),
        broker.isInUse() && outage.isEmpty(),
        outage.map(Outage::since),
        outage.map(Outage::reason));
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>(routes.problems());
    problems.addAll(serving.problems());
    problems.addAll(events.problems());
    grpc.problem().ifPresent(problems::add);
    broker
        .outage()
        .map(
            away ->
                "The broker at %s is away since %s: %s"
                    .formatted(away.broker(), away.since(), away.reason()))
        .ifPresent(problems::add);
    return problems;
  }

  @GET
  @Path("modules/{module}")
  public ServedModule module(
      @PathParam("module") String module, @HeaderParam(Headers.REHEARSAL) String rehearsal) {
    if (!servers.hasModule(module)) {
      throw new NotServedHere(module);
    }
    if (rehearsal == null) {
      servers.duties().of(module).requireActive();
    }
    return new ServedModule(module);
  }
}
