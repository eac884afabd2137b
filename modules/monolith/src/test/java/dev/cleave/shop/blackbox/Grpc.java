package dev.cleave.shop.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.CodedOutputStream;
import dev.cleave.shop.server.SharedServer;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A connection to the gRPC port of the target, as a program of another system has it. */
final class Grpc implements AutoCloseable {
  private static final int MAX_ANSWER_BYTES = 64 * 1024 * 1024;
  private static final long PATIENCE_SECONDS = 60;

  private final ManagedChannel channel;

  private Grpc(ManagedChannel channel) {
    this.channel = channel;
  }

  static URI url() {
    return URI.create(SharedServer.setting("cleave.grpc.url"));
  }

  static Grpc connect() {
    return new Grpc(
        NettyChannelBuilder.forAddress(url().getHost(), url().getPort())
            .usePlaintext()
            .maxInboundMessageSize(MAX_ANSWER_BYTES)
            .build());
  }

  Channel channel() {
    return channel;
  }

  /** Names and values in turn. */
  Channel with(String... metadata) {
    Metadata headers = new Metadata();
    for (int i = 0; i < metadata.length; i += 2) {
      headers.put(Metadata.Key.of(metadata[i], Metadata.ASCII_STRING_MARSHALLER), metadata[i + 1]);
    }
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  byte[] call(String method, byte[] request, String... metadata) {
    return ClientCalls.blockingUnaryCall(
        with(metadata),
        unary(method),
        CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS),
        request);
  }

  static MethodDescriptor<byte[], byte[]> unary(String method) {
    return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
        .setType(MethodType.UNARY)
        .setFullMethodName(method)
        .build();
  }

  static StatusRuntimeException assertRefused(Status.Code code, ThrowingCallable call) {
    StatusRuntimeException refusal = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(refusal).as("%s expected, not an answer", code).isNotNull();
    assertThat(refusal.getStatus().getCode()).as(refusal.toString()).isEqualTo(code);
    assertThat(refusal.getStatus().getDescription()).isNotBlank();
    return refusal;
  }

  /** A message as it is written by hand. */
  interface Writing {
    void write(CodedOutputStream out) throws IOException;
  }

  static byte[] message(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      writing.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
