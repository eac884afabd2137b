package dev.cleave.runtime.grpc;

/** An open port. */
public interface GrpcServer extends AutoCloseable {
  /** On which it listens. */
  int port();

  /** Brings what its health service says to what is so. */
  void refreshHealth();

  /** Takes no more calls; returns when those under way have ended or have been cut off. */
  @Override
  void close();
}
