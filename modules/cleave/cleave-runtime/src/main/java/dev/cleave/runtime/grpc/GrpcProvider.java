package dev.cleave.runtime.grpc;

import dev.cleave.runtime.config.CleaveConfig;
import java.io.IOException;

/** Opens clients and servers; found as a {@link java.util.ServiceLoader} service. */
public interface GrpcProvider {
  /** A client for all modules, which connects when something is called. */
  GrpcClient client(CleaveConfig config);

  /**
   * Opens a port; when this returns, calls are served.
   *
   * @param port 0 for any that is free
   * @throws IOException if the port cannot be had; then nothing of it is open
   * @throws IllegalArgumentException if something that is to be served cannot be, with what to do
   */
  GrpcServer serve(String host, int port, GrpcHost process) throws IOException;
}
