package dev.cleave.runtime.grpc;

import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.guard.server.ServerGuards;
import dev.cleave.runtime.route.RouteTable;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The process that a server belongs to.
 *
 * @param guards let calls in
 * @param executor runs the calls, with the application's context
 * @param beans the beans of a type, for services that modules bring themselves
 * @param requestScope runs a task with an active request scope
 */
public record GrpcHost(
    CleaveConfig config,
    RouteTable routes,
    ContractServers servers,
    ServerGuards guards,
    Executor executor,
    Function<Class<?>, Stream<?>> beans,
    RequestScope requestScope) {
  /** Activates the request scope around something. */
  @FunctionalInterface
  public interface RequestScope {
    void around(Runnable task);
  }
}
