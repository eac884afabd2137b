package dev.cleave.grpc;

import dev.cleave.runtime.call.WrittenSubstitutes;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ConnectivityState;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The connection to one process, made when something is called. Thread-safe. */
final class Endpoint {
  /** The metadata of a call, which is put beside what gRPC itself sends. */
  static final CallOptions.Key<Metadata> METADATA = CallOptions.Key.create("cleave-metadata");

  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
  private static final long CONNECT_TIMEOUT_NANOS =
      TimeUnit.MILLISECONDS.toNanos(CONNECT_TIMEOUT_MILLIS);
  private static final int MAX_ANSWER_BYTES = 64 * 1024 * 1024;
  private static final int MAX_METADATA_BYTES = 1024 * 1024;
  private static final long PING_SECONDS = 20;
  private static final long PING_TIMEOUT_SECONDS = 5;
  private static final long IDLE_MINUTES = 10;
  private static final int HTTP_PORT = 80;

  private final URI uri;
  private final ManagedChannel connection;
  private final Channel withMetadata;
  private final AtomicLong anewAt = new AtomicLong(System.nanoTime() - CONNECT_TIMEOUT_NANOS - 1);

  Endpoint(URI uri) {
    this.uri = uri;
    this.connection = connect(uri);
    this.withMetadata = ClientInterceptors.intercept(connection, new Sender());
  }

  private static ManagedChannel connect(URI uri) {
    return NettyChannelBuilder.forAddress(
            uri.getHost(), uri.getPort() < 0 ? HTTP_PORT : uri.getPort())
        .usePlaintext()
        .proxyDetector(address -> null)
        .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
        .maxInboundMessageSize(MAX_ANSWER_BYTES)
        .maxInboundMetadataSize(MAX_METADATA_BYTES)
        .keepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
        .keepAliveTimeout(PING_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .idleTimeout(IDLE_MINUTES, TimeUnit.MINUTES)
        .build();
  }

  URI uri() {
    return uri;
  }

  /** For calls. */
  Channel channel() {
    return withMetadata;
  }

  /**
   * Has the next call connect at once, where gRPC would wait longer and longer. That the connection
   * has just failed may not be its state yet; one that is being made is let alone, else many
   * callers would keep each other from ever being connected.
   */
  void connectAnew() {
    ConnectivityState state = connection.getState(false);
    if (state == ConnectivityState.TRANSIENT_FAILURE
        || state != ConnectivityState.READY && isAnewDue()) {
      connection.enterIdle();
    }
  }

  private boolean isAnewDue() {
    long last = anewAt.get();
    long now = System.nanoTime();
    return now - last > CONNECT_TIMEOUT_NANOS && anewAt.compareAndSet(last, now);
  }

  /** Takes no more calls; those under way end. */
  void retire() {
    connection.shutdown();
  }

  void close() {
    connection.shutdownNow();
  }

  private static final class Sender implements ClientInterceptor {
    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
        MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<R> listener, Metadata headers) {
          headers.merge(options.getOption(METADATA));
          super.start(new Told<>(method.getServiceName(), listener), headers);
        }
      };
    }
  }

  /** Notes what is told with an answer, on the thread that waits for it. */
  private static final class Told<R> extends SimpleForwardingClientCallListener<R> {
    private final String service;

    Told(String service, ClientCall.Listener<R> listener) {
      super(listener);
      this.service = service;
    }

    @Override
    public void onHeaders(Metadata headers) {
      String written = headers.get(Headers.FALLBACK);
      if (written != null) {
        WrittenSubstitutes.note(service.substring(service.lastIndexOf('.') + 1), written);
      }
      super.onHeaders(headers);
    }
  }
}
