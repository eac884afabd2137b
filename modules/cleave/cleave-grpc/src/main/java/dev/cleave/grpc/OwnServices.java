package dev.cleave.grpc;

import dev.cleave.CallContext;
import dev.cleave.CallException;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.grpc.GrpcHost.RequestScope;
import dev.cleave.runtime.instance.ClientAddress;
import io.grpc.BindableService;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.util.Collection;

/**
 * Services that modules bring themselves, by a {@code .proto} of their own. They are open to
 * everybody, and to whoever shows the operator key as an operator; their calls have an active
 * request scope, and a context of their own. What they throw is answered as the same failure of a
 * contract is.
 */
final class OwnServices implements ServerInterceptor {
  private final Doors doors;
  private final RequestScope requestScope;

  OwnServices(Doors doors, RequestScope requestScope) {
    this.doors = doors;
    this.requestScope = requestScope;
  }

  ServerServiceDefinition definition(BindableService service) {
    return ServerInterceptors.intercept(service, this);
  }

  /** The module that brings a service, by its package; else the service's own name. */
  static String moduleOf(
      BindableService service, String name, Collection<ContractModel> contracts) {
    String ofService = service.getClass().getPackageName() + ".";
    return contracts.stream()
        .filter(contract -> ofService.startsWith(contract.type().getPackageName() + "."))
        .map(ContractModel::module)
        .findFirst()
        .orElse(name);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String module = call.getMethodDescriptor().getServiceName();
    CallContext context;
    try {
      context = doors.ofOutsider(module, headers);
    } catch (StatusRuntimeException e) {
      close(call, e);
      return new ServerCall.Listener<>() {};
    } catch (CallException e) {
      close(call, Problems.of(module, e));
      return new ServerCall.Listener<>() {};
    }
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onMessage(Q message) {
        within(() -> super.onMessage(message));
      }

      @Override
      public void onHalfClose() {
        within(super::onHalfClose);
      }

      @Override
      public void onReady() {
        within(super::onReady);
      }

      @Override
      public void onComplete() {
        within(super::onComplete);
      }

      @Override
      public void onCancel() {
        within(super::onCancel);
      }

      private void within(Runnable task) {
        ClientAddress.begin(Admissions.ADDRESS.get());
        try {
          context.call(
              () -> {
                requestScope.around(task);
                return null;
              });
        } catch (RuntimeException e) {
          close(call, failure(module, e));
        } finally {
          ClientAddress.end();
        }
      }
    };
  }

  private static StatusRuntimeException failure(String module, RuntimeException e) {
    if (e instanceof CallException failed) {
      return Problems.of(module, failed);
    }
    Throwable cause = e;
    while (cause != null) {
      if (cause instanceof StatusRuntimeException status) {
        return status;
      }
      if (cause instanceof StatusException status) {
        return new StatusRuntimeException(status.getStatus(), status.getTrailers());
      }
      cause = cause.getCause();
    }
    return UnaryCall.unexpected(e).asRuntimeException();
  }

  private static void close(ServerCall<?, ?> call, StatusRuntimeException failure) {
    Metadata trailers = failure.getTrailers() == null ? new Metadata() : failure.getTrailers();
    try {
      call.close(failure.getStatus(), trailers);
    } catch (IllegalStateException e) {
      // it has been answered already: nothing can be added
      System.getLogger(OwnServices.class.getName())
          .log(System.Logger.Level.DEBUG, "the call was closed before: {0}", e.getMessage());
    }
  }
}
