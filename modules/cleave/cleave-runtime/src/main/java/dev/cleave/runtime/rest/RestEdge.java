package dev.cleave.runtime.rest;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.event.Events;
import dev.cleave.runtime.openapi.OpenApiResource;
import dev.cleave.runtime.process.ProcessParts;
import dev.cleave.runtime.route.RouteTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything that the REST application of a process consists of. */
public final class RestEdge {
  private RestEdge() {}

  /** The resources of all contracts, the operations, and the providers they need. */
  public static Set<Object> singletons(ProcessParts process) {
    CleaveConfig config = process.config();
    RouteTable routes = process.routes();
    Events events = process.events();
    List<ContractModel> contracts = List.copyOf(routes.contracts());
    HttpMetrics metrics =
        new HttpMetrics(
            routes,
            events.metrics(),
            process.sagas().metrics(),
            process.guards().metrics(),
            process.serverGuards(),
            process.instances().metrics(routes.modules()));
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
            process.serverGuards().rateLimits()));
    singletons.add(new OutgoingResponses(metrics));
    singletons.add(new MetricsResource(metrics));
    singletons.add(new OpenApiResource(contracts));
    singletons.add(new OperationsResource(process));
    singletons.add(
        new FollowResource(
            config, new Following(config, routes, process.servers(), events, process.serving())));
    singletons.add(new RecordResource(config.process(), routes.policy().recorder()));
    singletons.add(new DiffsResource(config.process(), routes.parallelRuns()));
    singletons.add(new EventsResource(events.operations()));
    singletons.add(new RebuildsResource(events.rebuilds()));
    singletons.add(new SagasResource(process.sagas().operations()));
    for (ContractModel contract : contracts) {
      singletons.add(
          ContractResource.of(
              contract.type(),
              routes.proxyOf(contract.type()),
              process.servers().server(contract.type())));
    }
    return singletons;
  }
}
