package dev.cleave.shop.accounts.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import dev.cleave.CallException;
import dev.cleave.InvalidRequest;
import dev.cleave.Problem;
import dev.cleave.shop.accounts.EmailTaken;
import dev.cleave.shop.accounts.UserNotFound;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Callable;

/** The one answer of a call: a message, or a status that says why not. */
final class Answer {
  private static final Logger LOG = System.getLogger(Answer.class.getName());
  private static final String DOMAIN = "cleave.accounts";

  private Answer() {}

  /** Answers with what {@code work} returns, or with the status of what it throws. */
  static <T> void to(StreamObserver<T> caller, Callable<T> work) {
    T message;
    try {
      message = work.call();
    } catch (Exception e) {
      caller.onError(status(e));
      return;
    }
    caller.onNext(message);
    caller.onCompleted();
  }

  private static StatusRuntimeException status(Exception e) {
    if (e instanceof UserNotFound unknown) {
      return status(Status.Code.NOT_FOUND, unknown.message(), reason(unknown));
    }
    if (e instanceof EmailTaken taken) {
      return status(Status.Code.ALREADY_EXISTS, taken.getMessage(), reason(taken));
    }
    if (e instanceof InvalidRequest invalid) {
      return status(Status.Code.INVALID_ARGUMENT, invalid.getMessage(), violations(invalid));
    }
    if (e instanceof CallException failed) {
      return status(code(failed), failed.getMessage(), reason(failed.code()));
    }
    if (e instanceof StatusRuntimeException status) {
      return status;
    }
    LOG.log(Level.ERROR, "a call of user.UserService failed", e);
    return Status.INTERNAL.withDescription("a defect of this service").asRuntimeException();
  }

  /** The contract's code tells what the status alone does not. */
  private static Message reason(Exception problem) {
    return reason(problem.getClass().getAnnotation(Problem.class).code());
  }

  private static Message reason(String code) {
    return ErrorInfo.newBuilder().setReason(code).setDomain(DOMAIN).build();
  }

  private static Message violations(InvalidRequest invalid) {
    BadRequest.Builder request = BadRequest.newBuilder();
    invalid
        .violations()
        .forEach(
            violation ->
                request.addFieldViolations(
                    FieldViolation.newBuilder()
                        .setField(violation.field())
                        .setDescription(violation.message())));
    return request.build();
  }

  private static Status.Code code(CallException failed) {
    return switch (failed.status()) {
      case 400 -> Status.Code.INVALID_ARGUMENT;
      case 409 -> Status.Code.ABORTED;
      case 429 -> Status.Code.RESOURCE_EXHAUSTED;
      case 503 -> Status.Code.UNAVAILABLE;
      case 504 -> Status.Code.DEADLINE_EXCEEDED;
      default -> Status.Code.INTERNAL;
    };
  }

  private static StatusRuntimeException status(Status.Code code, String message, Message detail) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(message)
            .addDetails(Any.pack(detail))
            .build());
  }
}
