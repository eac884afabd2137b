package dev.cleave.shop.accounts.grpc;

import dev.cleave.shop.accounts.Accounts;
import dev.cleave.shop.accounts.NewUser;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.accounts.UserUpdate;
import dev.cleave.shop.accounts.grpc.user.CreateUserRequest;
import dev.cleave.shop.accounts.grpc.user.DeleteUserRequest;
import dev.cleave.shop.accounts.grpc.user.DeleteUserResponse;
import dev.cleave.shop.accounts.grpc.user.GetUserRequest;
import dev.cleave.shop.accounts.grpc.user.GetUsersRequest;
import dev.cleave.shop.accounts.grpc.user.UpdateUserRequest;
import dev.cleave.shop.accounts.grpc.user.User;
import dev.cleave.shop.accounts.grpc.user.UserServiceGrpc;
import dev.cleave.shop.accounts.grpc.user.UsersResponse;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Answers the calls of {@code user.proto} from the contract, as any other consumer of it. */
@ApplicationScoped
public class UserService implements BindableService, UserServiceGrpc.AsyncService {
  private Accounts accounts;

  /** For the container's client proxy. */
  UserService() {}

  @Inject
  public UserService(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return UnreadableRequests.answeredBy(UserServiceGrpc.bindService(this));
  }

  @Override
  public void getUser(GetUserRequest request, StreamObserver<User> caller) {
    Answer.to(caller, () -> message(accounts.user(new UserId(request.getId()))));
  }

  @Override
  public void getUsers(GetUsersRequest request, StreamObserver<UsersResponse> caller) {
    Answer.to(
        caller,
        () -> {
          UsersResponse.Builder all = UsersResponse.newBuilder();
          new AllUsers(accounts).forEach(user -> all.addUsers(message(user)));
          return all.build();
        });
  }

  @Override
  public void createUser(CreateUserRequest request, StreamObserver<User> caller) {
    Answer.to(
        caller,
        () -> message(accounts.create(new NewUser(request.getName(), given(request.getEmail())))));
  }

  @Override
  public void updateUser(UpdateUserRequest request, StreamObserver<User> caller) {
    Answer.to(
        caller,
        () ->
            message(
                accounts.update(
                    new UserId(request.getId()),
                    new UserUpdate(request.getName(), given(request.getEmail())))));
  }

  @Override
  public void deleteUser(DeleteUserRequest request, StreamObserver<DeleteUserResponse> caller) {
    Answer.to(
        caller,
        () ->
            DeleteUserResponse.newBuilder()
                .setSuccess(true)
                .setMessage(accounts.delete(new UserId(request.getId())).message())
                .build());
  }

  private static User message(dev.cleave.shop.accounts.User user) {
    return User.newBuilder()
        .setId(user.id().value())
        .setName(user.name())
        .setEmail(user.email().orElse(""))
        .build();
  }

  private static Optional<String> given(String email) {
    return email.isEmpty() ? Optional.empty() : Optional.of(email);
  }
}
