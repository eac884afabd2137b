package dev.cleave.grpc;

import dev.cleave.grpc.codec.ContractCodec;
import dev.cleave.grpc.schema.ContractSchema;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.grpc.GrpcHost;
import dev.cleave.runtime.grpc.GrpcServer;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A port with the contracts, the services that modules bring, health and reflection. */
final class NettyGrpcServer implements GrpcServer {
  private static final int MAX_METADATA_BYTES = 16 * 1024;
  private static final int MAX_CALLS_OF_A_CONNECTION = 1_000;
  private static final long SHORTEST_PING_SECONDS = 10;
  private static final long LONGEST_DRAIN_NANOS = 10_000_000_000L;
  private static final long CUT_OFF_SECONDS = 5;

  private final GrpcHost process;
  private final Server server;
  private final CallsUnderWay underWay = new CallsUnderWay();
  private final HealthStatusManager health = new HealthStatusManager();
  private final Map<String, String> modulesOfServices = new LinkedHashMap<>();

  /** The same, and the services that modules bring. */
  private final Map<String, String> guarded = new HashMap<>();

  private NettyGrpcServer(String host, int port, GrpcHost process) throws IOException {
    this.process = process;
    int maxBytes = (int) Math.min(process.config().limits().bodySize(), Integer.MAX_VALUE);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
            .executor(process.executor())
            .maxInboundMessageSize(maxBytes)
            .maxInboundMetadataSize(MAX_METADATA_BYTES)
            .maxConcurrentCallsPerConnection(MAX_CALLS_OF_A_CONNECTION)
            .permitKeepAliveTime(SHORTEST_PING_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .addStreamTracerFactory(underWay);
    Doors doors = new Doors(process.config());
    addServices(builder, doors);
    builder.intercept(new Admissions(process.guards(), doors, guarded));
    this.server = builder.build();
    refreshHealth();
    server.start();
  }

  static NettyGrpcServer start(String host, int port, GrpcHost process) throws IOException {
    return new NettyGrpcServer(host, port, process);
  }

  private void addServices(NettyServerBuilder builder, Doors doors) {
    for (ContractModel contract : process.routes().contracts()) {
      ContractSchema schema = ContractSchema.of(contract);
      modulesOfServices.put(schema.serviceName(), contract.module());
      guarded.put(schema.serviceName(), contract.module());
      builder.addService(
          new ContractService(
                  new ContractCodec(schema),
                  process.routes().proxyOf(contract.type()),
                  process.servers().server(contract.type()),
                  doors)
              .definition());
    }
    OwnServices own = new OwnServices(doors, process.requestScope());
    process
        .beans()
        .apply(BindableService.class)
        .map(BindableService.class::cast)
        .forEach(
            service -> {
              ServerServiceDefinition definition = own.definition(service);
              String name = definition.getServiceDescriptor().getName();
              guarded.put(name, OwnServices.moduleOf(service, name, process.routes().contracts()));
              builder.addService(definition);
            });
    builder.addService(new ProcessService(process.servers(), doors).definition());
    builder.addService(health.getHealthService());
    builder.addService(ProtoReflectionServiceV1.newInstance());
    builder.addService(ProtoReflectionService.newInstance());
  }

  @Override
  public int port() {
    return server.getPort();
  }

  @Override
  public void refreshHealth() {
    modulesOfServices.forEach(
        (service, module) ->
            health.setStatus(
                service,
                process.servers().duties().of(module).standsBy()
                    ? ServingStatus.NOT_SERVING
                    : ServingStatus.SERVING));
  }

  @Override
  public void close() {
    health.enterTerminalState();
    server.shutdown();
    try {
      underWay.awaitNone(
          Math.min(process.config().calls().timeout().toNanos(), LONGEST_DRAIN_NANOS));
      server.shutdownNow(); // whoever watches health or asks for descriptors
      server.awaitTermination(CUT_OFF_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
