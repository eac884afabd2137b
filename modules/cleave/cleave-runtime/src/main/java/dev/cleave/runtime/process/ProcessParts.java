package dev.cleave.runtime.process;

import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.event.Events;
import dev.cleave.runtime.grpc.Grpc;
import dev.cleave.runtime.guard.Guards;
import dev.cleave.runtime.guard.server.ServerGuards;
import dev.cleave.runtime.instance.Instances;
import dev.cleave.runtime.instance.Registration;
import dev.cleave.runtime.message.Broker;
import dev.cleave.runtime.message.Serving;
import dev.cleave.runtime.route.RouteTable;
import dev.cleave.runtime.saga.RunningSagas;
import java.util.ArrayList;
import java.util.List;

/**
 * The toolkit in one process, all of it started.
 *
 * @param guards around the calls that leave
 * @param serverGuards before the calls that arrive
 * @param serving what is taken from the broker
 */
public record ProcessParts(
    CleaveConfig config,
    ContractServers servers,
    RouteTable routes,
    Guards guards,
    ServerGuards serverGuards,
    Events events,
    RunningSagas sagas,
    Broker broker,
    Serving serving,
    Instances instances,
    Registration registration,
    Grpc grpc) {

  /** What is wrong with the configuration and the surroundings now, each with its remedy. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(routes.problems());
    problems.addAll(serverGuards.problems());
    problems.addAll(serving.problems());
    problems.addAll(events.problems());
    problems.addAll(instances.problems());
    problems.addAll(registration.problems());
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
}
