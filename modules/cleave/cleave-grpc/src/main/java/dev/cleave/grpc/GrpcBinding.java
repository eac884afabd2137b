package dev.cleave.grpc;

import dev.cleave.CallContext;
import dev.cleave.CallException;
import dev.cleave.CallFailed;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleUnavailable;
import dev.cleave.grpc.codec.ContractCodec;
import dev.cleave.grpc.codec.MethodCodec;
import dev.cleave.grpc.codec.Payload;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.problem.EarlierAttempt;
import dev.cleave.runtime.route.Binding;
import dev.cleave.runtime.route.BindingKind;
import io.grpc.CallOptions;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Carries the calls of one contract to the gRPC port of one process. The caller's thread waits for
 * the answer, and does what is to be done with it; if it is interrupted, the call is cancelled at
 * the other side too.
 */
final class GrpcBinding implements Binding {
  private static final Logger LOG = System.getLogger(GrpcBinding.class.getName());

  private final ContractCodec contract;
  private final Endpoint endpoint;
  private final OutgoingMetadata metadata;
  private final List<MethodDescriptor<Payload, Payload>> rpcs;

  GrpcBinding(ContractCodec contract, Endpoint endpoint, String secret) {
    this.contract = contract;
    this.endpoint = endpoint;
    this.metadata = new OutgoingMetadata(secret);
    this.rpcs = Rpcs.of(contract.schema());
  }

  @Override
  public BindingKind kind() {
    return BindingKind.GRPC;
  }

  @Override
  public Object call(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    if (context.remainingNanos() <= 0) {
      throw DeadlineExceeded.notStarted(
          method.name() + " was not sent: its deadline had already passed.");
    }
    MethodCodec codec = contract.methods().get(method.index());
    Payload request = codec.request(method.canonical(arguments));
    try {
      return attempt(codec, request, context);
    } catch (ModuleUnavailable e) {
      boolean isAnswer = e.getCause() == null;
      if (isAnswer || context.remainingNanos() <= 0 || isInterrupted()) {
        throw e;
      }
      // what is known to have reached nobody may be what the channel knew from an earlier attempt
      return e.isOutcomeKnown()
          ? attempt(codec, request, context)
          : again(codec, request, context, e);
    }
  }

  /**
   * Once more, after a connection broke: a command has a key, so that it is not executed twice.
   * That the second attempt reached nobody does not tell what became of the first.
   */
  private Object again(
      MethodCodec method, Payload request, CallContext context, ModuleUnavailable first)
      throws Exception {
    try {
      return attempt(method, request, context);
    } catch (CallException e) {
      throw EarlierAttempt.with(e, first);
    }
  }

  private Object attempt(MethodCodec codec, Payload request, CallContext context) throws Exception {
    ContractMethod method = codec.method();
    CallOptions options = CallOptions.DEFAULT.withOption(Endpoint.METADATA, metadata.of(context));
    if (context.hasDeadline()) {
      options = options.withDeadlineAfter(context.remainingNanos(), TimeUnit.NANOSECONDS);
    }
    Payload answer;
    // not a part of the call that is being served here, whose end would look like a failure there
    Context served = Context.ROOT.attach();
    try {
      answer =
          ClientCalls.blockingUnaryCall(
              endpoint.channel(), rpcs.get(method.index()), options, request);
    } catch (StatusRuntimeException e) {
      throw translated(codec, e, context);
    } finally {
      Context.ROOT.detach(served);
    }
    return method.canonicalResult(read(codec, answer));
  }

  private Object read(MethodCodec codec, Payload answer) {
    try {
      if (answer == PayloadMarshaller.TOO_LARGE || answer == PayloadMarshaller.UNREADABLE) {
        throw new IOException("the message is too long or cannot be unpacked");
      }
      return codec.result(answer);
    } catch (IOException e) {
      throw unexpected(
          "%s at %s gave an answer that cannot be read"
              .formatted(codec.method().name(), endpoint.uri()),
          e);
    }
  }

  private Exception translated(
      MethodCodec codec, StatusRuntimeException failure, CallContext context) {
    Optional<Exception> restored = Problems.restore(contract, codec, failure);
    if (restored.isPresent()) {
      return restored.get();
    }
    ContractMethod method = codec.method();
    return switch (failure.getStatus().getCode()) {
      case DEADLINE_EXCEEDED -> late(method);
      case UNAVAILABLE -> unavailable(method, failure, context);
      case CANCELLED ->
          isInterrupted()
              ? new ModuleUnavailable(
                  "%s at %s was given up: its caller was interrupted."
                      .formatted(method.name(), endpoint.uri()),
                  false,
                  failure)
              : unavailable(method, failure, context);
      case UNIMPLEMENTED ->
          new ModuleUnavailable(
              "The process at %s does not know the module %s, or has another version of it: %s"
                  .formatted(
                      endpoint.uri(),
                      method.contract().module(),
                      failure.getStatus().getDescription()),
              true,
              failure);
      default ->
          unexpected(
              "%s at %s failed on its way".formatted(method.name(), endpoint.uri()), failure);
    };
  }

  private DeadlineExceeded late(ContractMethod method) {
    return DeadlineExceeded.outcomeUnknown(
        "%s at %s did not answer before its deadline.".formatted(method.name(), endpoint.uri()));
  }

  private Exception unavailable(
      ContractMethod method, StatusRuntimeException failure, CallContext context) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof NoRouteToHostException
          || cause instanceof UnresolvedAddressException) {
        endpoint.connectAnew();
        return new ModuleUnavailable(
            "Nothing answers for the module %s at %s: start its process, or route the module elsewhere."
                .formatted(method.contract().module(), endpoint.uri()),
            true,
            failure);
      }
    }
    endpoint.connectAnew();
    return context.remainingNanos() <= 0
        ? late(method)
        : new ModuleUnavailable(
            "The connection to the module %s at %s broke during %s (%s)."
                .formatted(
                    method.contract().module(),
                    endpoint.uri(),
                    method.name(),
                    failure.getStatus().getDescription()),
            false,
            failure);
  }

  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }

  private static CallFailed unexpected(String what, Throwable failure) {
    String incident = UUID.randomUUID().toString().substring(0, 8);
    LOG.log(Level.ERROR, what + " incident=" + incident, failure);
    return new CallFailed(
        what + "; the cause is in the caller's log under incident " + incident + ".");
  }
}
