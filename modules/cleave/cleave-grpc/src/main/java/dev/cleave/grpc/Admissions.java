package dev.cleave.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import dev.cleave.Caller;
import dev.cleave.runtime.guard.server.CallerAddress;
import dev.cleave.runtime.guard.server.CallerRates.Refusal;
import dev.cleave.runtime.guard.server.LoadLimit;
import dev.cleave.runtime.guard.server.LoadLimit.Admission;
import dev.cleave.runtime.guard.server.ServerGuards;
import dev.cleave.runtime.problem.ProblemDocument;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * Lets calls in as the guards of the process say, before their message is read: what is too much
 * for a caller is RESOURCE_EXHAUSTED, what is too much for the process UNAVAILABLE; both say when to
 * try again. Health, reflection, and what processes ask each other are never refused.
 */
final class Admissions implements ServerInterceptor {
  private static final int MOST = 1;
  private static final int LAST = 2;
  private static final int OVERLOAD_SECONDS = 1;

  private final ServerGuards guards;
  private final Doors doors;
  private final Map<String, String> modulesOfServices;

  /**
   * For the services of a server.
   *
   * @param modulesOfServices the module of each service whose calls count
   */
  Admissions(ServerGuards guards, Doors doors, Map<String, String> modulesOfServices) {
    this.guards = guards;
    this.doors = doors;
    this.modulesOfServices = modulesOfServices;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String module = modulesOfServices.get(call.getMethodDescriptor().getServiceName());
    if (module == null) {
      return next.startCall(call, headers);
    }
    boolean isInside;
    try {
      isInside = doors.isInternal(module, headers);
    } catch (StatusRuntimeException e) {
      return refuse(call, e);
    }
    boolean isOperator = !isInside && doors.isOperator(headers);
    if (!isInside) {
      Optional<Refusal> refusal =
          guards.rateLimits().take(module, isOperator ? Caller.OPERATOR.name() : addressOf(call));
      if (refusal.isPresent()) {
        return refuse(call, tooMany(module, refusal.get()));
      }
    }
    LoadLimit limit = isInside ? guards.inside() : guards.outside();
    Admission admission = limit.enter(isInside || isOperator ? LAST : MOST);
    if (admission == null) {
      return refuse(call, overloaded(module));
    }
    Admitted<Q, R> admitted = new Admitted<>(call);
    try {
      return admitted.ending(next.startCall(admitted, headers), admission);
    } catch (RuntimeException | Error e) {
      admission.end(false);
      throw e;
    }
  }

  private static <Q> ServerCall.Listener<Q> refuse(
      ServerCall<Q, ?> call, StatusRuntimeException refusal) {
    call.close(refusal.getStatus(), refusal.getTrailers());
    return new ServerCall.Listener<>() {};
  }

  private static StatusRuntimeException tooMany(String module, Refusal refusal) {
    return Problems.of(
        module,
        429,
        "cleave.rate-limited",
        "You may make %d calls in %d s here; nothing was done. Try again in %d s."
            .formatted(
                refusal.rate().calls(), refusal.rate().time().toSeconds(), refusal.waitSeconds()),
        after(refusal.waitSeconds()));
  }

  private static StatusRuntimeException overloaded(String module) {
    return Problems.of(
        module,
        503,
        ProblemDocument.OVERLOADED,
        "This process has as many calls under way as it can serve in good time. Nothing was done: try"
            + " again a little later.",
        after(OVERLOAD_SECONDS));
  }

  private static Any after(long seconds) {
    return Any.pack(
        RetryInfo.newBuilder()
            .setRetryDelay(Duration.newBuilder().setSeconds(seconds).build())
            .build());
  }

  private static String addressOf(ServerCall<?, ?> call) {
    SocketAddress address = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return address instanceof InetSocketAddress internet && internet.getAddress() != null
        ? CallerAddress.of(internet.getAddress().getHostAddress())
        : String.valueOf(address);
  }

  /** A call that was let in, which is over when gRPC says so: answered, or given up. */
  private static final class Admitted<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private volatile boolean isGood;

    Admitted(ServerCall<Q, R> call) {
      super(call);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      isGood = status.isOk();
      super.close(status, trailers);
    }

    ServerCall.Listener<Q> ending(ServerCall.Listener<Q> listener, Admission admission) {
      return new SimpleForwardingServerCallListener<>(listener) {
        @Override
        public void onComplete() {
          admission.end(isGood);
          super.onComplete();
        }

        @Override
        public void onCancel() {
          admission.end(false);
          super.onCancel();
        }
      };
    }
  }
}
