package dev.cleave.shop.accounts.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Says of bytes that are no message what is wrong: gRPC itself would call it a defect here. */
final class UnreadableRequests implements ServerInterceptor {
  private UnreadableRequests() {}

  /** A service that also answers what it cannot read. */
  static ServerServiceDefinition answeredBy(ServerServiceDefinition service) {
    // So the bytes are read within the call, where what goes wrong can be answered.
    return ServerInterceptors.intercept(
        ServerInterceptors.useInputStreamMessages(service), new UnreadableRequests());
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      private boolean isAnswered;

      @Override
      public void onMessage(Q bytes) {
        try {
          super.onMessage(bytes);
        } catch (StatusRuntimeException e) {
          if (!(e.getCause() instanceof InvalidProtocolBufferException unreadable)) {
            throw e;
          }
          isAnswered = true;
          call.close(
              Status.INVALID_ARGUMENT.withDescription(
                  "the request is not what user.proto says: " + unreadable.getMessage()),
              new Metadata());
        }
      }

      @Override
      public void onHalfClose() {
        if (!isAnswered) {
          super.onHalfClose();
        }
      }
    };
  }
}
