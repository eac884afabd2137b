package dev.cleave.bench;

import com.google.protobuf.Timestamp;
import dev.cleave.bench.byhand.ByHandGrpc;
import dev.cleave.bench.byhand.Line;
import dev.cleave.bench.byhand.OrderRequest;
import dev.cleave.bench.byhand.OrderResponse;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The yardstick of calls over gRPC: generated classes, a blocking stub with a deadline and a
 * service, and what an application has to do to get its own types from the messages and back.
 */
final class HandWrittenGrpc implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 30;

  private final Server server;
  private final ManagedChannel channel;
  private final ByHandGrpc.ByHandBlockingStub stub;

  /**
   * Serves on any port that is free.
   *
   * @param executor runs the service; empty for that of grpc-java, where it would find neither JNDI
   *     nor beans
   */
  HandWrittenGrpc(Optional<Executor> executor) throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress("localhost", 0))
            .addService(new Service());
    executor.ifPresent(builder::executor);
    server = builder.build().start();
    channel = NettyChannelBuilder.forAddress("localhost", server.getPort()).usePlaintext().build();
    stub = ByHandGrpc.newBlockingStub(channel);
  }

  /** Asks for an order. */
  Order order(int product) {
    OrderResponse response =
        stub.withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .order(OrderRequest.newBuilder().setProduct(product).build());
    Timestamp placedAt = response.getPlacedAt();
    return new Order(
        response.getNumber(),
        Instant.ofEpochSecond(placedAt.getSeconds(), placedAt.getNanos()),
        response.getLinesList().stream()
            .map(
                line ->
                    new Order.Line(
                        line.getProduct(), line.getQuantity(), new BigDecimal(line.getPrice())))
            .toList());
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private static final class Service extends ByHandGrpc.ByHandImplBase {
    @Override
    public void order(OrderRequest request, StreamObserver<OrderResponse> caller) {
      Order order = Order.SAMPLE;
      OrderResponse.Builder response =
          OrderResponse.newBuilder()
              .setNumber(order.number())
              .setPlacedAt(
                  Timestamp.newBuilder()
                      .setSeconds(order.placedAt().getEpochSecond())
                      .setNanos(order.placedAt().getNano()));
      for (Order.Line line : order.lines()) {
        response.addLines(
            Line.newBuilder()
                .setProduct(line.product())
                .setQuantity(line.quantity())
                .setPrice(line.price().toPlainString()));
      }
      caller.onNext(response.build());
      caller.onCompleted();
    }
  }
}
