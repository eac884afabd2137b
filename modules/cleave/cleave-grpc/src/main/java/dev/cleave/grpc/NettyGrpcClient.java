package dev.cleave.grpc;

import com.google.protobuf.StringValue;
import dev.cleave.grpc.codec.ContractCodec;
import dev.cleave.grpc.codec.Payload;
import dev.cleave.grpc.schema.ContractSchema;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.grpc.GrpcClient;
import dev.cleave.runtime.route.Binding;
import dev.cleave.runtime.standby.Rehearsal;
import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The bindings of this process over gRPC; one lock for what is open and what is closed. */
final class NettyGrpcClient implements GrpcClient {
  private record Target(ContractModel contract, URI endpoint) {}

  private final CleaveConfig config;
  private final Map<URI, Endpoint> endpoints = new HashMap<>();
  private final Map<ContractModel, ContractCodec> codecs = new HashMap<>();
  private final Map<Target, GrpcBinding> bindings = new HashMap<>();
  private boolean isClosed;

  NettyGrpcClient(CleaveConfig config) {
    this.config = config;
  }

  @Override
  public synchronized Binding to(ContractModel contract, URI uri) {
    return bindings.computeIfAbsent(
        new Target(contract, uri),
        target ->
            new GrpcBinding(
                codecs.computeIfAbsent(contract, c -> new ContractCodec(ContractSchema.of(c))),
                endpoint(uri),
                secret(contract.module(), uri)));
  }

  private synchronized Endpoint endpoint(URI uri) {
    if (isClosed) {
      throw new IllegalStateException("the process stops");
    }
    return endpoints.computeIfAbsent(uri, Endpoint::new);
  }

  private String secret(String module, URI uri) {
    return config
        .internal()
        .secret()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    ("The module %s is to be reached at %s, but this process has no"
                            + " cleave.internal.secret: give all processes the same one.")
                        .formatted(module, uri)));
  }

  @Override
  public void probe(String module, URI uri, Duration limit) {
    Metadata headers = new Metadata();
    headers.put(Headers.SECRET, secret(module, uri));
    if (Rehearsal.isOn()) {
      headers.put(Headers.REHEARSAL, "true");
    }
    Endpoint endpoint = endpoint(uri);
    endpoint.connectAnew();
    try {
      ClientCalls.blockingUnaryCall(
          endpoint.channel(),
          Rpcs.SERVES,
          CallOptions.DEFAULT
              .withDeadlineAfter(limit.toNanos(), TimeUnit.NANOSECONDS)
              .withOption(Endpoint.METADATA, headers),
          Payload.of(StringValue.of(module).toByteArray()));
    } catch (StatusRuntimeException e) {
      endpoint.connectAnew();
      throw new IllegalArgumentException(unfit(module, uri, limit, e), e);
    }
  }

  private static String unfit(String module, URI uri, Duration limit, StatusRuntimeException e) {
    Status status = e.getStatus();
    return switch (status.getCode()) {
      case UNAUTHENTICATED ->
          "The process at %s does not accept this process's cleave.internal.secret: give all processes"
                  .formatted(uri)
              + " the same one.";
      case UNIMPLEMENTED -> "%s is not the gRPC port of a Cleave process.".formatted(uri);
      case UNAVAILABLE ->
          Problems.isTold(e)
              ? "The process at %s does not serve the module %s: %s"
                  .formatted(uri, module, status.getDescription())
              : "Nothing answers for the module %s at %s (%s): start the process that serves it."
                  .formatted(module, uri, reason(status));
      case DEADLINE_EXCEEDED ->
          "Nothing answers for the module %s at %s within %d ms: start the process that serves it."
              .formatted(module, uri, limit.toMillis());
      default ->
          "The process at %s answered %s when asked for the module %s."
              .formatted(uri, status.getCode(), module);
    };
  }

  private static String reason(Status status) {
    return status.getCause() == null ? status.getDescription() : status.getCause().getMessage();
  }

  @Override
  public synchronized void forget(String module, URI uri) {
    bindings
        .keySet()
        .removeIf(
            target -> target.endpoint().equals(uri) && target.contract().module().equals(module));
    if (bindings.keySet().stream().noneMatch(target -> target.endpoint().equals(uri))) {
      Optional.ofNullable(endpoints.remove(uri)).ifPresent(Endpoint::retire);
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    endpoints.values().forEach(Endpoint::close);
  }
}
