package dev.cleave.shop.blackbox;

import static dev.cleave.shop.blackbox.Grpc.assertRefused;
import static dev.cleave.shop.blackbox.Grpc.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import dev.cleave.shop.accounts.grpc.user.GetUserRequest;
import dev.cleave.shop.accounts.grpc.user.UserServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gRPC port to programs of other systems, whatever they send. */
@ArquillianTest
@RunAsClient
class GrpcIT {
  private static final String ACCOUNTS = "cleave.accounts.Accounts/";
  private static final byte[] NOBODY = message(out -> out.writeInt32(1, Integer.MAX_VALUE));
  private static final int MEGABYTE = 1024 * 1024;

  private Grpc grpc;

  @BeforeEach
  void connect() {
    grpc = Grpc.connect();
  }

  /** Whatever was sent before: the next call is answered. */
  @AfterEach
  void a_good_call_is_answered_afterwards() {
    byte[] page = message(out -> writePage(out, 1, 1));
    assertThat(grpc.call(ACCOUNTS + "Users", page)).isNotEmpty();
    grpc.close();
  }

  private static void writePage(CodedOutputStream out, int page, int size) throws IOException {
    out.writeInt32(1, page);
    out.writeInt32(2, size);
  }

  @Test
  void it_tells_what_it_serves() throws Exception {
    ServerReflectionResponse services =
        reflect(ServerReflectionRequest.newBuilder().setListServices("").build());
    assertThat(services.getListServicesResponse().getServiceList())
        .extracting(ServiceResponse::getName)
        .contains(
            "user.UserService",
            "cleave.accounts.Accounts",
            "cleave.catalog.Catalog",
            "cleave.catalog.categories.Categories",
            "cleave.ordering.Ordering",
            "cleave.ordering.orderhistory.OrderHistory",
            "grpc.health.v1.Health");

    for (String service : List.of("user.UserService", "cleave.accounts.Accounts")) {
      ServerReflectionResponse file =
          reflect(ServerReflectionRequest.newBuilder().setFileContainingSymbol(service).build());
      FileDescriptorProto described =
          FileDescriptorProto.parseFrom(file.getFileDescriptorResponse().getFileDescriptorProto(0));
      assertThat(described.getPackage() + "." + described.getService(0).getName())
          .isEqualTo(service);
    }
  }

  private ServerReflectionResponse reflect(ServerReflectionRequest request) throws Exception {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(grpc.channel())
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {
                    // it was answered
                  }
                });
    requests.onNext(request);
    requests.onCompleted();
    return answer.get(30, TimeUnit.SECONDS);
  }

  @Test
  void it_tells_whether_it_serves() {
    HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(grpc.channel());
    for (String service : List.of("", "cleave.accounts.Accounts")) {
      assertThat(
              health.check(HealthCheckRequest.newBuilder().setService(service).build()).getStatus())
          .isEqualTo(ServingStatus.SERVING);
    }
    assertRefused(
        Status.Code.NOT_FOUND,
        () -> health.check(HealthCheckRequest.newBuilder().setService("nobody").build()));
  }

  @Test
  void a_contract_is_called_by_its_numbers() throws Exception {
    byte[] ann = message(out -> out.writeString(1, "Ann"));
    byte[] created =
        grpc.call(ACCOUNTS + "Create", message(out -> out.writeBytes(1, ByteString.copyFrom(ann))));

    assertThat(new String(created, StandardCharsets.UTF_8)).contains("Ann");
  }

  @Test
  void an_unknown_method_or_service_is_unimplemented() {
    for (String method :
        List.of(ACCOUNTS + "Nothing", "nobody.Service/Nothing", "user.UserService/Nothing")) {
      assertRefused(Status.Code.UNIMPLEMENTED, () -> grpc.call(method, NOBODY));
    }
  }

  @Test
  void what_is_internal_is_not_there_for_others() {
    assertRefused(
        Status.Code.UNIMPLEMENTED, () -> grpc.call(ACCOUNTS + "UsersBehind", new byte[0]));
  }

  @Test
  void a_wrong_secret_or_key_is_refused() {
    assertRefused(
        Status.Code.UNAUTHENTICATED,
        () -> grpc.call(ACCOUNTS + "User", NOBODY, "cleave-secret", "guessed"));
    assertRefused(
        Status.Code.UNAUTHENTICATED,
        () -> grpc.call(ACCOUNTS + "User", NOBODY, "authorization", "Bearer guessed"));
    assertRefused(Status.Code.UNAUTHENTICATED, () -> grpc.call(ACCOUNTS + "Address", NOBODY));
    assertRefused(
        Status.Code.NOT_FOUND,
        () ->
            grpc.call(
                ACCOUNTS + "Address", NOBODY, "authorization", "Bearer " + Target.operatorKey()));
  }

  @Test
  void a_message_that_is_too_long_is_refused() {
    byte[] name = new byte[2 * MEGABYTE];
    Arrays.fill(name, (byte) 'x');
    byte[] user = message(out -> out.writeByteArray(1, name));

    assertRefused(
        Status.Code.RESOURCE_EXHAUSTED,
        () -> grpc.call(ACCOUNTS + "Create", message(out -> out.writeByteArray(1, user))));
    assertRefused(
        Status.Code.RESOURCE_EXHAUSTED, () -> grpc.call("user.UserService/CreateUser", user));
  }

  @Test
  void what_is_no_text_or_no_message_is_refused() {
    byte[] noText = message(out -> out.writeByteArray(1, new byte[] {'A', (byte) 0xc3, 0x28}));
    byte[] user = message(out -> out.writeByteArray(1, noText));
    assertRefused(Status.Code.INVALID_ARGUMENT, () -> grpc.call(ACCOUNTS + "Create", user));
    assertRefused(
        Status.Code.INVALID_ARGUMENT, () -> grpc.call("user.UserService/CreateUser", noText));

    byte[] truncated = {0x0a, 0x20, 'A'};
    assertRefused(Status.Code.INVALID_ARGUMENT, () -> grpc.call(ACCOUNTS + "Create", truncated));
    assertRefused(
        Status.Code.INVALID_ARGUMENT, () -> grpc.call("user.UserService/CreateUser", truncated));
  }

  @Test
  void a_number_out_of_its_range_is_no_other_number() {
    byte[] tooLarge = message(out -> out.writeInt64(1, 4_294_967_297L));
    StatusRuntimeException refusal =
        assertRefused(Status.Code.INVALID_ARGUMENT, () -> grpc.call(ACCOUNTS + "User", tooLarge));
    assertThat(refusal.getStatus().getDescription()).contains("id");
  }

  @Test
  void a_call_that_nobody_waits_for_blocks_nothing() {
    for (int i = 0; i < 50; i++) {
      ClientCall<byte[], byte[]> call =
          grpc.channel().newCall(Grpc.unary(ACCOUNTS + "Users"), CallOptions.DEFAULT);
      call.start(new ClientCall.Listener<>() {}, new Metadata());
      call.request(1);
      call.sendMessage(message(out -> writePage(out, 1, 1000)));
      call.halfClose();
      call.cancel("nobody waits", null);
    }
    StatusRuntimeException late =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                UserServiceGrpc.newBlockingStub(grpc.channel())
                    .withDeadlineAfter(1, TimeUnit.NANOSECONDS)
                    .getUser(GetUserRequest.getDefaultInstance()));
    assertThat(late.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void garbage_on_the_port_blocks_nobody() throws IOException {
    byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    for (int seed = 0; seed < 40; seed++) {
      byte[] garbage = new byte[4096];
      new Random(seed).nextBytes(garbage);
      try (Socket socket = new Socket(Grpc.url().getHost(), Grpc.url().getPort())) {
        OutputStream out = socket.getOutputStream();
        if (seed % 2 == 0) {
          out.write(preface);
        }
        out.write(garbage);
        out.flush();
      } catch (IOException e) {
        // the server may hang up first
        assertThat(e).isInstanceOf(SocketException.class);
      }
    }
  }
}
