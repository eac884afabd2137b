package dev.cleave.grpc;

import dev.cleave.grpc.codec.Payload;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/** Receives one message and answers with one, on a thread of the server's executor. */
final class UnaryCall implements ServerCallHandler<Payload, Payload> {
  private static final Logger LOG = System.getLogger(UnaryCall.class.getName());

  private final Answering answering;

  UnaryCall(Answering answering) {
    this.answering = answering;
  }

  /** Answers a request. */
  @FunctionalInterface
  interface Answering {
    /**
     * The response to a request.
     *
     * @param told what is told with it
     * @throws StatusRuntimeException for any other answer
     */
    Payload answer(Metadata headers, Payload request, Metadata told);
  }

  @Override
  public ServerCall.Listener<Payload> startCall(
      ServerCall<Payload, Payload> call, Metadata headers) {
    call.request(2); // the second would be one too many
    return new ServerCall.Listener<>() {
      private Payload request;
      private boolean isAnswered;

      @Override
      public void onMessage(Payload message) {
        if (request != null) {
          isAnswered = true;
          call.close(
              Status.INVALID_ARGUMENT.withDescription("One message is expected, not more."),
              new Metadata());
        }
        request = message;
      }

      @Override
      public void onHalfClose() {
        // who has gone away waits for nothing: what has not begun is not begun
        if (!isAnswered && !Context.current().isCancelled()) {
          answer(call, headers, request);
        }
      }
    };
  }

  private void answer(ServerCall<Payload, Payload> call, Metadata headers, Payload request) {
    Payload response;
    Metadata told = new Metadata();
    try {
      response = answering.answer(headers, checked(request), told);
    } catch (StatusRuntimeException e) {
      call.close(e.getStatus(), e.getTrailers() == null ? new Metadata() : e.getTrailers());
      return;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      call.close(unexpected(e), new Metadata());
      return;
    }
    call.sendHeaders(told);
    call.sendMessage(response);
    call.close(Status.OK, new Metadata());
  }

  private static Payload checked(Payload request) {
    if (request == null) {
      throw Status.INVALID_ARGUMENT
          .withDescription("One message is expected; none came.")
          .asRuntimeException();
    }
    if (request == PayloadMarshaller.TOO_LARGE) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription("The message is longer than this process takes: send less at a time.")
          .asRuntimeException();
    }
    if (request == PayloadMarshaller.UNREADABLE) {
      throw Status.INVALID_ARGUMENT
          .withDescription("The message cannot be unpacked: it is not what its encoding says.")
          .asRuntimeException();
    }
    return request;
  }

  /** What nobody foresaw. */
  static Status unexpected(Throwable failure) {
    String incident = UUID.randomUUID().toString().substring(0, 8);
    LOG.log(Level.ERROR, "gRPC call failed incident=" + incident, failure);
    return Status.INTERNAL.withDescription(
        "The call failed. The cause is in the log under incident " + incident + ".");
  }
}
