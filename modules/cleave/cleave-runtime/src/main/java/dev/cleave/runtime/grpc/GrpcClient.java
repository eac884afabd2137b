package dev.cleave.runtime.grpc;

import dev.cleave.runtime.route.RemoteBindings;

/** The bindings to the gRPC servers of other processes. Thread-safe. */
public interface GrpcClient extends RemoteBindings, AutoCloseable {
  /** Ends all connections; calls under way fail. */
  @Override
  void close();
}
