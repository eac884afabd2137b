package dev.cleave.runtime.config;

import java.util.List;
import java.util.Optional;

/**
 * Where this process serves over gRPC: {@code cleave.grpc.*}. Every getter reads anew, and throws
 * {@link IllegalArgumentException}, naming the key, for a value that cannot be.
 */
public final class GrpcConfig {
  private final Values values;

  GrpcConfig(Values values) {
    this.values = values;
  }

  /** The port, from 1 to 65535, if there is to be one. */
  public Optional<Integer> port() {
    return values.port(ConfigKey.GRPC_PORT);
  }

  /** The host name or address at which the port is open. */
  public String host() {
    return values.text(ConfigKey.GRPC_HOST).trim();
  }

  List<String> problems() {
    return Values.problems(this::port);
  }
}
