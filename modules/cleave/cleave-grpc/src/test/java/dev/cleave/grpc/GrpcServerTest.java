package dev.cleave.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.StringValue;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.cleave.CallContext;
import dev.cleave.grpc.codec.ContractCodec;
import dev.cleave.grpc.codec.MethodCodec;
import dev.cleave.grpc.codec.Payload;
import dev.cleave.grpc.schema.ContractSchema;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls from outside, by clients that know the file and nothing of the toolkit. */
class GrpcServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ContractCodec CODEC =
      new ContractCodec(ContractSchema.of(TestProcess.CONTRACT));
  private static final MethodDescriptor<StringValue, StringValue> SHOUT =
      MethodDescriptor.<StringValue, StringValue>newBuilder(
              ProtoUtils.marshaller(StringValue.getDefaultInstance()),
              ProtoUtils.marshaller(StringValue.getDefaultInstance()))
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("own.Shouts/Shout")
          .build();

  private TestProcess process;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    process = new TestProcess(shouts());
    channel =
        NettyChannelBuilder.forAddress("localhost", process.port())
            .usePlaintext()
            .maxInboundMetadataSize(1 << 20)
            .build();
  }

  private static BindableService shouts() {
    return () ->
        io.grpc.ServerServiceDefinition.builder("own.Shouts")
            .addMethod(
                SHOUT,
                ServerCalls.asyncUnaryCall(
                    (StringValue request, StreamObserver<StringValue> answer) -> {
                      if (request.getValue().isEmpty()) {
                        throw new IllegalStateException("a secret of the implementation");
                      }
                      CallContext context = CallContext.current();
                      answer.onNext(
                          StringValue.of(
                              "%s %s %s"
                                  .formatted(
                                      request.getValue(),
                                      context.caller().name(),
                                      context.hasDeadline())));
                      answer.onCompleted();
                    }))
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    process.close();
  }

  private static MethodCodec method(String name) {
    return CODEC.methods().stream()
        .filter(m -> m.method().method().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Metadata headers(String... pairs) {
    Metadata headers = new Metadata();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.put(Metadata.Key.of(pairs[i], Metadata.ASCII_STRING_MARSHALLER), pairs[i + 1]);
    }
    return headers;
  }

  private Object call(String name, Metadata headers, CallOptions options, Payload request)
      throws Exception {
    Channel with =
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    Payload answer =
        ClientCalls.blockingUnaryCall(
            with,
            Rpcs.of(CODEC.schema()).get(method(name).method().index()),
            options.withDeadlineAfter(10, TimeUnit.SECONDS),
            request);
    return method(name).result(answer);
  }

  private Object call(String name, Metadata headers, Object... arguments) throws Exception {
    return call(name, headers, CallOptions.DEFAULT, method(name).request(arguments));
  }

  private StatusRuntimeException refusal(String name, Metadata headers, Object... arguments) {
    return refusal(name, headers, CallOptions.DEFAULT, method(name).request(arguments));
  }

  private StatusRuntimeException refusal(
      String name, Metadata headers, CallOptions options, Payload request) {
    try {
      call(name, headers, options, request);
    } catch (StatusRuntimeException e) {
      return e;
    } catch (Exception e) {
      throw new AssertionError("refused in another way", e);
    }
    throw new AssertionError("not refused");
  }

  private static Code code(StatusRuntimeException e) {
    return e.getStatus().getCode();
  }

  @Test
  void outside_there_is_what_is_public() throws Exception {
    assertThat(call("greet", headers(), "you")).isEqualTo("Hello you");
    StatusRuntimeException hidden = refusal("seen", headers());
    assertThat(code(hidden)).isEqualTo(Code.UNIMPLEMENTED);
    assertThat(hidden.getTrailers().keys()).doesNotContain("grpc-status-details-bin");
    assertThatExceptionOfType(StatusRuntimeException.class)
        .isThrownBy(
            () ->
                ClientCalls.blockingUnaryCall(
                    channel, Rpcs.SERVES, CallOptions.DEFAULT, Payload.EMPTY))
        .satisfies(e -> assertThat(code(e)).isEqualTo(Code.UNIMPLEMENTED));
  }

  @Test
  void operators_show_their_key() throws Exception {
    assertThat(code(refusal("forget", headers(), "you"))).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(code(refusal("greet", headers("authorization", "Bearer guessed"), "you")))
        .isEqualTo(Code.UNAUTHENTICATED);
    call("forget", headers("authorization", "Bearer " + TestProcess.OPERATOR_KEY), "you");
  }

  @Test
  void who_shows_the_secret_may_say_for_whom_it_calls() throws Exception {
    assertThat(
            call(
                "seen",
                headers("cleave-secret", TestProcess.SECRET, "cleave-caller", "OPERATOR:me")))
        .isEqualTo(new Greetings.Seen("OPERATOR", "me", ""));
    StatusRuntimeException refused = refusal("greet", headers("cleave-secret", "guessed"), "you");
    assertThat(code(refused)).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(info(refused).getReason()).isEqualTo("cleave.internal-secret-required");
  }

  @Test
  void a_declared_exception_is_a_status_with_its_code_and_its_message() throws Exception {
    StatusRuntimeException refused = refusal("greet", headers(), "nobody");
    assertThat(code(refused)).isEqualTo(Code.NOT_FOUND);
    assertThat(refused.getStatus().getDescription()).isEqualTo("There is nobody called nobody.");
    assertThat(info(refused).getReason()).isEqualTo("greetings.nobody");
    assertThat(info(refused).getDomain()).isEqualTo("cleave.greetings");
    assertThat(StatusProto.fromThrowable(refused).getDetailsList())
        .extracting(Any::getTypeUrl)
        .contains("type.googleapis.com/cleave.greetings.Nobody");
  }

  @Test
  void broken_constraints_are_named_by_their_fields() throws Exception {
    StatusRuntimeException refused =
        refusal("welcome", headers(), new Greetings.Guest("", 10, List.of()));
    assertThat(code(refused)).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(violations(refused)).containsExactly("name", "visits");
  }

  @Test
  void what_is_no_message_of_the_method_is_refused_naming_the_field() throws Exception {
    // Guest guest = 1 { string name = 1 }, not UTF-8; { int32 visits = 2 } beyond its type
    assertThat(violations(malformed(0x0A, 0x03, 0x0A, 0x01, 0xFF))).containsExactly("name");
    assertThat(violations(malformed(0x0A, 0x07, 0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F)))
        .containsExactly("visits");
    assertThat(violations(malformed(0x0A, 0x7F, 0x0A))).containsExactly("body");
    assertThat(violations(malformed(0x0A))).containsExactly("body");
    assertThat(violations(malformed(0x07))).containsExactly("body");
    assertThat(call("greet", headers(), "you")).isEqualTo("Hello you");
  }

  private StatusRuntimeException malformed(int... bytes) {
    byte[] message = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      message[i] = (byte) bytes[i];
    }
    StatusRuntimeException refused =
        refusal("welcome", headers(), CallOptions.DEFAULT, Payload.of(message));
    assertThat(code(refused)).isEqualTo(Code.INVALID_ARGUMENT);
    return refused;
  }

  @Test
  void a_message_that_is_too_long_is_refused_packed_or_not() throws Exception {
    Greetings.Guest large = new Greetings.Guest("x".repeat(200_000), 1, List.of());
    Payload request = method("welcome").request(new Object[] {large});
    Payload fits =
        method("welcome")
            .request(new Object[] {new Greetings.Guest("x".repeat(90_000), 1, List.of())});
    CallOptions gzip = CallOptions.DEFAULT.withCompression("gzip");

    assertThat(code(refusal("welcome", headers(), CallOptions.DEFAULT, request)))
        .isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(code(refusal("welcome", headers(), gzip, request)))
        .isEqualTo(Code.RESOURCE_EXHAUSTED);
    Payload bomb =
        method("welcome")
            .request(new Object[] {new Greetings.Guest("x".repeat(90_000_000), 1, List.of())});
    assertThat(code(refusal("welcome", headers(), gzip, bomb))).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat((String) call("welcome", headers(), gzip, fits)).hasSize(90_000 + 11);
  }

  @Test
  void metadata_has_its_limits() {
    StatusRuntimeException refused =
        refusal("greet", headers("idempotency-key", "k".repeat(100_000)), "you");
    assertThat(code(refused))
        .isIn(Code.RESOURCE_EXHAUSTED, Code.INTERNAL, Code.UNAVAILABLE, Code.UNKNOWN);
    assertThat(
            violations(
                refusal(
                    "welcome",
                    headers("idempotency-key", "k".repeat(201)),
                    new Greetings.Guest("me", 1, List.of()))))
        .containsExactly("idempotency-key");
  }

  @Test
  void garbage_on_the_port_harms_nobody_else() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      try (Socket socket = new Socket("localhost", process.port())) {
        OutputStream out = socket.getOutputStream();
        byte[] garbage = new byte[random.nextInt(5_000)];
        random.nextBytes(garbage);
        if (i % 3 == 0) {
          out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else if (i % 3 == 1) {
          out.write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write(garbage);
        out.flush();
      } catch (java.io.IOException e) {
        // the server has closed it, as it should
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
    assertThat(call("greet", headers(), "you")).isEqualTo("Hello you");
  }

  @Test
  void a_service_of_a_module_s_own_is_there_with_a_context() {
    assertThat(
            ClientCalls.blockingUnaryCall(
                    channel,
                    SHOUT,
                    CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
                    StringValue.of("hey"))
                .getValue())
        .isEqualTo("hey anonymous true");
    assertThatExceptionOfType(StatusRuntimeException.class)
        .isThrownBy(
            () ->
                ClientCalls.blockingUnaryCall(
                    channel, SHOUT, CallOptions.DEFAULT, StringValue.of("")))
        .satisfies(e -> assertThat(code(e)).isEqualTo(Code.INTERNAL))
        .satisfies(e -> assertThat(e.getStatus().getDescription()).doesNotContain("secret"));
  }

  @Test
  void health_is_told_of_the_process_and_of_each_service() {
    assertThat(health("")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("cleave.greetings.Greetings")).isEqualTo(ServingStatus.SERVING);
    process.settings.put("cleave.standby.greetings", "true");
    process.refreshHealth();
    assertThat(health("cleave.greetings.Greetings")).isEqualTo(ServingStatus.NOT_SERVING);
  }

  private ServingStatus health(String service) {
    return HealthGrpc.newBlockingStub(channel)
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  @Test
  void reflection_shows_the_services_and_their_files() throws Exception {
    assertThat(reflect(ServerReflectionRequest.newBuilder().setListServices("").build()))
        .asString()
        .contains("cleave.greetings.Greetings", "grpc.health.v1.Health");
    assertThat(
            reflect(
                    ServerReflectionRequest.newBuilder()
                        .setFileContainingSymbol("cleave.greetings.Greetings")
                        .build())
                .getFileDescriptorResponse()
                .getFileDescriptorProtoCount())
        .isPositive();
  }

  private ServerReflectionResponse reflect(ServerReflectionRequest request) throws Exception {
    CompletableFuture<ServerReflectionResponse> response = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse value) {
                    response.complete(value);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    response.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {
                    response.cancel(false);
                  }
                });
    requests.onNext(request);
    ServerReflectionResponse answer = response.get(30, TimeUnit.SECONDS);
    requests.onCompleted();
    return answer;
  }

  @Test
  void a_stop_waits_for_calls_and_for_nobody_who_watches() throws Exception {
    process.service.gate = new CountDownLatch(1);
    Iterator<HealthCheckResponse> watched =
        HealthGrpc.newBlockingStub(channel).watch(HealthCheckRequest.getDefaultInstance());
    assertThat(watched.next().getStatus()).isEqualTo(ServingStatus.SERVING);
    CompletableFuture<Object> call =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return call("slow", headers("cleave-secret", TestProcess.SECRET), 8_000);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    await().atMost(PATIENCE).until(() -> process.service.slowCalls.get() == 1);
    CompletableFuture<Void> stop = CompletableFuture.runAsync(process::close);
    assertThat(watched.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(stop).isNotDone();

    process.service.gate.countDown();
    assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo("done");
    stop.get(30, TimeUnit.SECONDS);
  }

  private static ErrorInfo info(StatusRuntimeException e) throws Exception {
    for (Any detail : StatusProto.fromThrowable(e).getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        return detail.unpack(ErrorInfo.class);
      }
    }
    throw new AssertionError("no ErrorInfo in " + e);
  }

  private static List<String> violations(StatusRuntimeException e) {
    try {
      for (Any detail : StatusProto.fromThrowable(e).getDetailsList()) {
        if (detail.is(BadRequest.class)) {
          return detail.unpack(BadRequest.class).getFieldViolationsList().stream()
              .map(BadRequest.FieldViolation::getField)
              .toList();
        }
      }
    } catch (com.google.protobuf.InvalidProtocolBufferException broken) {
      throw new AssertionError(broken);
    }
    throw new AssertionError("no BadRequest in " + e);
  }

  @Test
  void what_is_too_much_for_a_caller_is_refused_and_says_when_to_try_again() throws Exception {
    wish("cleave.rate-limit", "2/m");
    call("greet", headers(), "you");
    call("greet", headers(), "you");
    StatusRuntimeException refused = refusal("greet", headers(), "you");
    assertThat(code(refused)).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(info(refused).getReason()).isEqualTo("cleave.rate-limited");
    assertThat(retryInfo(refused).getRetryDelay().getSeconds()).isBetween(1L, 60L);
    call("forget", headers("authorization", "Bearer " + TestProcess.OPERATOR_KEY), "you");
    for (int i = 0; i < 5; i++) {
      call("greet", headers("cleave-secret", TestProcess.SECRET), "you");
    }
  }

  @Test
  void what_is_too_much_for_the_process_is_refused_until_a_call_has_ended() throws Exception {
    wish("cleave.concurrency-limit", "1");
    var admission = process.guards.outside().enter(1);
    StatusRuntimeException refused = refusal("greet", headers(), "you");
    assertThat(code(refused)).isEqualTo(Code.UNAVAILABLE);
    assertThat(info(refused).getReason()).isEqualTo("cleave.overloaded");
    assertThat(retryInfo(refused).getRetryDelay().getSeconds()).isEqualTo(1);
    assertThat(
            HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
    call("greet", headers("cleave-secret", TestProcess.SECRET), "you");
    admission.end(false);
    for (int i = 0; i < 3; i++) {
      await()
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
          .until(() -> call("greet", headers(), "you").equals("Hello you"));
      await()
          .atMost(PATIENCE)
          .until(() -> code(refusal("greet", headers(), "nobody")) == Code.NOT_FOUND);
    }
  }

  private void wish(String key, String value) {
    process.settings.put(key, value);
    process.guards.refresh();
  }

  private static RetryInfo retryInfo(StatusRuntimeException e) throws Exception {
    for (Any detail : StatusProto.fromThrowable(e).getDetailsList()) {
      if (detail.is(RetryInfo.class)) {
        return detail.unpack(RetryInfo.class);
      }
    }
    throw new AssertionError("no RetryInfo");
  }
}
