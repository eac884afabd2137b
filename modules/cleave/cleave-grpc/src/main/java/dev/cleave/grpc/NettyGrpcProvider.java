package dev.cleave.grpc;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.grpc.GrpcClient;
import dev.cleave.runtime.grpc.GrpcHost;
import dev.cleave.runtime.grpc.GrpcProvider;
import dev.cleave.runtime.grpc.GrpcServer;
import java.io.IOException;

/** Opens clients and servers on grpc-java's own Netty. */
public final class NettyGrpcProvider implements GrpcProvider {
  @Override
  public GrpcClient client(CleaveConfig config) {
    return new NettyGrpcClient(config);
  }

  @Override
  public GrpcServer serve(String host, int port, GrpcHost process) throws IOException {
    return NettyGrpcServer.start(host, port, process);
  }
}
