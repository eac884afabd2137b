package dev.cleave.runtime.rest;

import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.event.Events;
import dev.cleave.runtime.grpc.Grpc;
import dev.cleave.runtime.guard.Guards;
import dev.cleave.runtime.guard.server.ServerGuards;
import dev.cleave.runtime.instance.Instances;
import dev.cleave.runtime.instance.Registration;
import dev.cleave.runtime.message.Broker;
import dev.cleave.runtime.message.Serving;
import dev.cleave.runtime.openapi.OpenApiResource;
import dev.cleave.runtime.route.RouteTable;
import dev.cleave.runtime.saga.RunningSagas;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything that the REST application of a process consists of. */
public final class RestEdge {
  private RestEdge() {}

  /** The resources of all contracts, the operations, and the providers they need. */
  public static Set<Object> singletons(
      CleaveConfig config,
      RouteTable routes,
      Guards guards,
      ServerGuards serverGuards,
      ContractServers servers,
      Events events,
      RunningSagas sagas,
      Serving serving,
      Broker broker,
      Instances instances,
      Registration registration,
      Grpc grpc) {
    List<ContractModel> contracts = List.copyOf(routes.contracts());
    HttpMetrics metrics =
        new HttpMetrics(
            routes,
            events.metrics(),
            sagas.metrics(),
            guards.metrics(),
            serverGuards,
            instances.metrics(routes.modules()));
    Set<Object> singletons = new LinkedHashSet<>();
    singletons.add(new JsonBody());
    singletons.add(new Parameters());
    ProblemMapper problems = new ProblemMapper();
    singletons.add(problems);
    singletons.add(new ViolationMapper(problems));
    singletons.add(
        new IncomingRequests(
            contracts,
            new Credentials(config),
            config.limits().bodySize(),
            serverGuards.rateLimits()));
    singletons.add(new OutgoingResponses(metrics));
    singletons.add(new MetricsResource(metrics));
    singletons.add(new OpenApiResource(contracts));
    singletons.add(
        new OperationsResource(
            config.process(),
            routes,
            guards,
            serverGuards,
            servers,
            events,
            serving,
            broker,
            instances,
            registration,
            grpc));
    singletons.add(
        new FollowResource(config, new Following(config, routes, servers, events, serving)));
    singletons.add(new RecordResource(config.process(), routes.policy().recorder()));
    singletons.add(new DiffsResource(config.process(), routes.parallelRuns()));
    singletons.add(new EventsResource(events.operations()));
    singletons.add(new RebuildsResource(events.rebuilds()));
    singletons.add(new SagasResource(sagas.operations()));
    for (ContractModel contract : contracts) {
      singletons.add(
          ContractResource.of(
              contract.type(), routes.proxyOf(contract.type()), servers.server(contract.type())));
    }
    return singletons;
  }
}
