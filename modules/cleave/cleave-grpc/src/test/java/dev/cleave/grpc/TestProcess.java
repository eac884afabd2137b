package dev.cleave.grpc;

import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.grpc.Grpc;
import dev.cleave.runtime.grpc.GrpcHost;
import dev.cleave.runtime.guard.server.ServerGuards;
import dev.cleave.runtime.route.BindingKind;
import dev.cleave.runtime.route.RouteTable;
import io.grpc.BindableService;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A process that has the greetings and serves them on a port, and one that calls it. */
final class TestProcess implements AutoCloseable {
  static final String SECRET = "the secret";
  static final String OPERATOR_KEY = "the operator key";
  static final ContractModel CONTRACT = ContractModel.of(Greetings.class);

  final GreetingsService service = new GreetingsService();
  final Map<String, String> settings = new HashMap<>();
  final ContractServers servers;
  final GrpcHost host;
  final ServerGuards guards;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final NettyGrpcServer server;

  TestProcess(BindableService... own) throws IOException {
    this(0, Map.of(), own);
  }

  TestProcess(int port, Map<String, String> more, BindableService... own) throws IOException {
    settings.put("cleave.internal.secret", SECRET);
    settings.put("cleave.operator.key", OPERATOR_KEY);
    settings.put("cleave.max-body-size", "100000");
    settings.put("cleave.timeout", "10s");
    settings.putAll(more);
    CleaveConfig config = CleaveConfig.of(settings);
    servers = new ContractServers(config, none());
    servers.add(CONTRACT, GreetingsService.class, () -> service);
    RouteTable routes = new RouteTable(List.of(CONTRACT), servers, Map.of(), none(), config);
    guards = ServerGuards.of(config, () -> false);
    host =
        new GrpcHost(
            config, routes, servers, guards, threads, type -> Stream.of(own), task -> task.run());
    server = NettyGrpcServer.start("localhost", port, host);
  }

  private static Transactions none() {
    return Transactions.of(
        (TransactionManager)
            Proxy.newProxyInstance(
                TestProcess.class.getClassLoader(),
                new Class<?>[] {TransactionManager.class},
                (self, method, arguments) ->
                    method.getName().equals("getStatus") ? Status.STATUS_NO_TRANSACTION : null));
  }

  int port() {
    return server.port();
  }

  URI uri() {
    return URI.create("http://localhost:" + port());
  }

  void refreshHealth() {
    servers.duties().refresh();
    server.refreshHealth();
  }

  /** What a consumer in another process gets injected. */
  static Greetings callerOf(URI uri, Grpc grpc, CleaveConfig config) {
    RouteTable routes =
        new RouteTable(
            List.of(CONTRACT),
            new ContractServers(config, none()),
            Map.of(BindingKind.GRPC, grpc),
            none(),
            config);
    return (Greetings) routes.proxy(Greetings.class);
  }

  static CleaveConfig elsewhere(URI uri, String secret) {
    return CleaveConfig.of(
        Map.of(
            "cleave.route.greetings",
            "grpc",
            "cleave.endpoint.greetings.grpc",
            uri.toString(),
            "cleave.internal.secret",
            secret,
            "cleave.timeout",
            "30s"));
  }

  @Override
  public void close() {
    server.close();
    threads.shutdownNow();
  }
}
