package dev.cleave.shop.blackbox;

import static dev.cleave.shop.blackbox.Grpc.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.cleave.shop.accounts.grpc.user.UserServiceGrpc.UserServiceBlockingStub;
import dev.cleave.shop.server.SharedServer;
import dev.cleave.test.Routes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service of user.proto, to the letter. */
@ArquillianTest
@RunAsClient
class UserServiceIT {
  private static final int NOBODY = Integer.MAX_VALUE;

  private final String email = UUID.randomUUID() + "@example.org";
  private Grpc grpc;
  private UserServiceBlockingStub users;

  @BeforeEach
  void connect() {
    grpc = Grpc.connect();
    users = UserServiceGrpc.newBlockingStub(grpc.channel());
  }

  @AfterEach
  void close() {
    grpc.close();
  }

  @Test
  void a_user_is_created_read_changed_and_deleted() {
    User ann = create("Ann", email);
    assertThat(ann.getId()).isPositive();
    assertThat(ann.getEmail()).isEqualTo(email);
    assertThat(get(ann.getId())).isEqualTo(ann);
    assertThat(Target.json(Target.get("/api/users/" + ann.getId())).path("email").asText())
        .isEqualTo(email);

    User zoe =
        users.updateUser(
            UpdateUserRequest.newBuilder().setId(ann.getId()).setName("Zoë 🦊").build());
    assertThat(zoe).isEqualTo(User.newBuilder().setId(ann.getId()).setName("Zoë 🦊").build());
    assertThat(get(ann.getId())).isEqualTo(zoe);

    assertThat(users.deleteUser(DeleteUserRequest.newBuilder().setId(ann.getId()).build()))
        .isEqualTo(
            DeleteUserResponse.newBuilder().setSuccess(true).setMessage("User deleted").build());
    assertRefused(Status.Code.NOT_FOUND, () -> get(ann.getId()));
  }

  @Test
  void an_unknown_user_is_not_found_by_any_method() throws Exception {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> get(NOBODY),
            () -> get(0),
            () -> get(-1),
            () ->
                users.updateUser(UpdateUserRequest.newBuilder().setId(NOBODY).setName("x").build()),
            () -> users.deleteUser(DeleteUserRequest.newBuilder().setId(NOBODY).build()))) {
      StatusRuntimeException refusal = assertRefused(Status.Code.NOT_FOUND, call);
      assertThat(refusal.getStatus().getDescription()).isEqualTo("User not found");
      assertThat(
              StatusProto.fromThrowable(refusal).getDetails(0).unpack(ErrorInfo.class).getReason())
          .isEqualTo("accounts.user-not-found");
    }
  }

  @Test
  void an_email_belongs_to_one_user() {
    create("Ann", email);
    assertRefused(Status.Code.ALREADY_EXISTS, () -> create("Ben", email.toUpperCase()));
    User ben = create("Ben", "");
    assertRefused(
        Status.Code.ALREADY_EXISTS,
        () ->
            users.updateUser(
                UpdateUserRequest.newBuilder()
                    .setId(ben.getId())
                    .setName("Ben")
                    .setEmail(email)
                    .build()));
  }

  @Test
  void what_breaks_a_constraint_is_named_field_by_field() throws Exception {
    StatusRuntimeException refusal =
        assertRefused(Status.Code.INVALID_ARGUMENT, () -> create(" ", "no address"));

    assertThat(
            StatusProto.fromThrowable(refusal)
                .getDetails(0)
                .unpack(BadRequest.class)
                .getFieldViolationsList())
        .extracting(BadRequest.FieldViolation::getField)
        .containsExactlyInAnyOrder("name", "email");
  }

  @Test
  void the_same_key_creates_one_user() {
    UserServiceBlockingStub withKey =
        UserServiceGrpc.newBlockingStub(grpc.with("idempotency-key", UUID.randomUUID().toString()));
    CreateUserRequest request = CreateUserRequest.newBuilder().setName("Once").build();

    assertThat(withKey.createUser(request)).isEqualTo(withKey.createUser(request));
  }

  @Test
  void all_users_are_there_once_while_others_come() throws Exception {
    Set<Integer> before = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      before.add(create("Here", "").getId());
    }
    crowd(2_500);
    AtomicBoolean isEnough = new AtomicBoolean();
    CompletableFuture<Void> others =
        CompletableFuture.runAsync(
            () -> {
              while (!isEnough.get()) {
                create("Comes", "");
              }
            });
    try {
      for (int i = 0; i < 10; i++) {
        List<Integer> ids =
            users.getUsers(GetUsersRequest.getDefaultInstance()).getUsersList().stream()
                .map(User::getId)
                .toList();
        assertThat(ids).doesNotHaveDuplicates().isSorted().containsAll(before);
      }
    } finally {
      isEnough.set(true);
      others.join();
      sql("delete from accounts.users where name = 'Crowd'");
    }
  }

  @Test
  void more_than_10_000_users_are_refused_and_the_next_call_is_answered() throws Exception {
    crowd(10_001);
    try {
      StatusRuntimeException refusal =
          assertRefused(
              Status.Code.RESOURCE_EXHAUSTED,
              () -> users.getUsers(GetUsersRequest.getDefaultInstance()));
      assertThat(refusal.getStatus().getDescription()).contains("more than 10,000 users");
    } finally {
      sql("delete from accounts.users where name = 'Crowd'");
    }
    assertThat(users.getUsers(GetUsersRequest.getDefaultInstance()).getUsersCount()).isPositive();
  }

  @Test
  void it_answers_wherever_accounts_lives() throws Exception {
    Routes routes =
        new Routes(
            Path.of(SharedServer.setting("cleave.routes")),
            Target.internalUrl(),
            SharedServer.setting("cleave.internal.secret"));
    try {
      for (String binding : List.of("rest", "local")) {
        routes.set("accounts", binding);
        User user = create("Far", "");
        assertThat(get(user.getId())).isEqualTo(user);
        assertThat(
                assertRefused(Status.Code.NOT_FOUND, () -> get(NOBODY))
                    .getStatus()
                    .getDescription())
            .isEqualTo("User not found");
      }
    } finally {
      routes.set("accounts", "local");
    }
  }

  private User get(int id) {
    return users.getUser(GetUserRequest.newBuilder().setId(id).build());
  }

  private User create(String name, String email) {
    return users.createUser(CreateUserRequest.newBuilder().setName(name).setEmail(email).build());
  }

  private static void crowd(int size) throws SQLException {
    sql(
        "insert into accounts.users (name) select 'Crowd' from generate_series(1, %d)"
            .formatted(size));
  }

  private static void sql(String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                SharedServer.setting("cleave.database.url"),
                SharedServer.setting("cleave.database.user"),
                SharedServer.setting("cleave.database.password"));
        Statement run = connection.createStatement()) {
      run.executeUpdate(statement);
    }
  }
}
