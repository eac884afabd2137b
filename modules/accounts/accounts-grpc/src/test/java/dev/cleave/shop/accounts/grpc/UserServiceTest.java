package dev.cleave.shop.accounts.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.cleave.shop.accounts.grpc.user.CreateUserRequest;
import dev.cleave.shop.accounts.grpc.user.DeleteUserRequest;
import dev.cleave.shop.accounts.grpc.user.DeleteUserResponse;
import dev.cleave.shop.accounts.grpc.user.GetUserRequest;
import dev.cleave.shop.accounts.grpc.user.GetUsersRequest;
import dev.cleave.shop.accounts.grpc.user.UpdateUserRequest;
import dev.cleave.shop.accounts.grpc.user.User;
import dev.cleave.shop.accounts.grpc.user.UserServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.io.InputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserServiceTest {
  private final AccountsInMemory accounts = new AccountsInMemory();
  private Server server;
  private ManagedChannel channel;
  private UserServiceGrpc.UserServiceBlockingStub users;

  @BeforeEach
  void serve() throws IOException {
    String name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            .addService(new UserService(accounts))
            .build()
            .start();
    channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    users = UserServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void a_user_is_created_read_changed_and_deleted() {
    User ann = create("Ann", "ann@example.org");
    assertThat(ann.getId()).isPositive();
    assertThat(get(ann.getId())).isEqualTo(ann);

    User zoe =
        users.updateUser(
            UpdateUserRequest.newBuilder().setId(ann.getId()).setName("Zoë 🦊").build());
    assertThat(zoe).isEqualTo(User.newBuilder().setId(ann.getId()).setName("Zoë 🦊").build());

    assertThat(users.deleteUser(DeleteUserRequest.newBuilder().setId(ann.getId()).build()))
        .isEqualTo(
            DeleteUserResponse.newBuilder().setSuccess(true).setMessage("User deleted").build());
    assertRefused(Status.Code.NOT_FOUND, () -> get(ann.getId()));
  }

  @Test
  void an_unknown_user_is_not_found_by_any_method() throws Exception {
    for (ThrowingCallable call :
        new ThrowingCallable[] {
          () -> get(7),
          () -> users.updateUser(UpdateUserRequest.newBuilder().setId(7).setName("x").build()),
          () -> users.deleteUser(DeleteUserRequest.newBuilder().setId(7).build())
        }) {
      StatusRuntimeException refusal = assertRefused(Status.Code.NOT_FOUND, call);
      assertThat(refusal.getStatus().getDescription()).isEqualTo("User not found");
      assertThat(detail(refusal, ErrorInfo.class).getReason()).isEqualTo("accounts.user-not-found");
    }
  }

  @Test
  void an_email_belongs_to_one_user() throws Exception {
    create("Ann", "ann@example.org");

    StatusRuntimeException refusal =
        assertRefused(Status.Code.ALREADY_EXISTS, () -> create("Ben", "ann@example.org"));

    assertThat(detail(refusal, ErrorInfo.class).getReason()).isEqualTo("accounts.email-taken");
  }

  @Test
  void what_breaks_a_constraint_is_named_field_by_field() throws Exception {
    StatusRuntimeException refusal =
        assertRefused(Status.Code.INVALID_ARGUMENT, () -> create("", ""));

    assertThat(detail(refusal, BadRequest.class).getFieldViolationsList())
        .singleElement()
        .satisfies(violation -> assertThat(violation.getField()).isEqualTo("name"));
  }

  @Test
  void all_users_are_there_once_while_others_come_and_go() {
    for (int i = 0; i < 2_500; i++) {
      create("User " + i, "");
    }
    accounts.onPage(
        last -> {
          accounts.forget(1);
          accounts.remember("late");
        });

    assertThat(users.getUsers(GetUsersRequest.getDefaultInstance()).getUsersList())
        .extracting(User::getId)
        .doesNotHaveDuplicates()
        .isSorted()
        .contains(2, 1_000, 1_001, 2_000, 2_001, 2_500);
  }

  @Test
  void more_users_than_a_message_should_hold_are_refused() {
    for (int i = 0; i < 10_000; i++) {
      accounts.remember("User");
    }
    assertThat(users.getUsers(GetUsersRequest.getDefaultInstance()).getUsersCount())
        .isEqualTo(10_000);

    accounts.remember("one more");
    StatusRuntimeException refusal =
        assertRefused(
            Status.Code.RESOURCE_EXHAUSTED,
            () -> users.getUsers(GetUsersRequest.getDefaultInstance()));
    assertThat(refusal.getStatus().getDescription()).contains("more than 10,000 users");
  }

  @Test
  void what_is_no_text_is_the_fault_of_the_caller() {
    ByteString noText = ByteString.copyFrom(new byte[] {0x0a, 2, (byte) 0xc3, 0x28});
    MethodDescriptor<BytesValue, User> create =
        UserServiceGrpc.getCreateUserMethod().toBuilder(
                new Raw(), UserServiceGrpc.getCreateUserMethod().getResponseMarshaller())
            .build();

    StatusRuntimeException refusal =
        assertRefused(
            Status.Code.INVALID_ARGUMENT,
            () ->
                ClientCalls.blockingUnaryCall(
                    channel, create, CallOptions.DEFAULT, BytesValue.of(noText)));
    assertThat(refusal.getStatus().getDescription()).contains("is not what user.proto says");
  }

  /** Sends bytes as they are. */
  private static final class Raw implements MethodDescriptor.Marshaller<BytesValue> {
    @Override
    public InputStream stream(BytesValue value) {
      return value.getValue().newInput();
    }

    @Override
    public BytesValue parse(InputStream stream) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void a_failure_of_the_call_is_no_answer_of_accounts() {
    accounts.away();

    assertRefused(Status.Code.UNAVAILABLE, () -> get(1));
  }

  private User get(int id) {
    return users.getUser(GetUserRequest.newBuilder().setId(id).build());
  }

  private User create(String name, String email) {
    return users.createUser(CreateUserRequest.newBuilder().setName(name).setEmail(email).build());
  }

  private static StatusRuntimeException assertRefused(Status.Code code, ThrowingCallable call) {
    StatusRuntimeException refusal = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(refusal.getStatus().getCode()).isEqualTo(code);
    return refusal;
  }

  private static <T extends com.google.protobuf.Message> T detail(
      StatusRuntimeException refusal, Class<T> type) throws Exception {
    return StatusProto.fromThrowable(refusal).getDetails(0).unpack(type);
  }
}
