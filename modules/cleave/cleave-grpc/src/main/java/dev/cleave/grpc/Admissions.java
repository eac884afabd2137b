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
import io.grpc.Context;
import io.grpc.Contexts;
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
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets calls in as the guards of the process say, before anything is made of their message: what is
 * too much for a caller is RESOURCE_EXHAUSTED, what is too much for the process UNAVAILABLE; both
 * say when to try again. Health, reflection, and what processes ask each other are never refused.
 */
final class Admissions implements ServerInterceptor {
  private static final int MOST = 1;
  private static final int LAST = 2;
  private static final int OVERLOAD_SECONDS = 1;

  /** Where a call from outside comes from. */
  static final Context.Key<String> ADDRESS = Context.key("cleave-client-address");

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
    String service = call.getMethodDescriptor().getServiceName();
    String module = modulesOfServices.get(service);
    if (module == null && !service.equals(ProcessService.NAME)) {
      return next.startCall(call, headers);
    }
    boolean isInside;
    try {
      isInside = doors.isInternal(service, headers);
    } catch (StatusRuntimeException wrongSecret) {
      // nor may anybody try all secrets there are
      return refuse(call, tooMany(service, addressOf(call)).orElse(wrongSecret));
    }
    if (module == null) {
      return next.startCall(call, headers);
    }
    if (isInside) {
      Guarded<Q, R> guarded = new Guarded<>(call, guards.inside(), LAST);
      return guarded.listening(next.startCall(guarded, headers));
    }
    boolean isOperator = doors.isOperator(headers);
    String address = addressOf(call);
    Optional<StatusRuntimeException> refusal =
        tooMany(module, isOperator ? Caller.OPERATOR.name() : address);
    if (refusal.isPresent()) {
      return refuse(call, refusal.get());
    }
    Guarded<Q, R> guarded = new Guarded<>(call, guards.outside(), isOperator ? LAST : MOST);
    Context from = Context.current().withValue(ADDRESS, address);
    return guarded.listening(Contexts.interceptCall(from, guarded, headers, next));
  }

  private Optional<StatusRuntimeException> tooMany(String module, String caller) {
    return guards.rateLimits().take(module, caller).map(refusal -> tooMany(module, refusal));
  }

  private static String addressOf(ServerCall<?, ?> call) {
    SocketAddress address = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return address instanceof InetSocketAddress internet && internet.getAddress() != null
        ? CallerAddress.of(internet.getAddress().getHostAddress())
        : String.valueOf(address);
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

  /**
   * A call that takes room from when its message is there until it is answered or given up: whoever
   * sends slowly, or nothing, is in nobody's way.
   */
  private static final class Guarded<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final LoadLimit limit;
    private final int share;
    private final AtomicReference<Admission> room = new AtomicReference<>();

    Guarded(ServerCall<Q, R> call, LoadLimit limit, int share) {
      super(call);
      this.limit = limit;
      this.share = share;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      super.close(status, trailers);
      end(status.isOk());
    }

    private void end(boolean tells) {
      Admission held = room.getAndSet(null);
      if (held != null) {
        held.end(tells);
      }
    }

    ServerCall.Listener<Q> listening(ServerCall.Listener<Q> listener) {
      return new SimpleForwardingServerCallListener<>(listener) {
        @Override
        public void onHalfClose() {
          Admission admission = limit.enter(share);
          if (admission == null) {
            refuse(Guarded.this.delegate(), overloaded(getMethodDescriptor().getServiceName()));
            return;
          }
          room.set(admission);
          try {
            super.onHalfClose();
          } catch (RuntimeException | Error e) {
            end(false);
            throw e;
          }
        }

        @Override
        public void onComplete() {
          end(false);
          super.onComplete();
        }

        @Override
        public void onCancel() {
          end(false);
          super.onCancel();
        }
      };
    }
  }
}
