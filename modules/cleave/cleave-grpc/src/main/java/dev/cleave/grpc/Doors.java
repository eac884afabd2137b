package dev.cleave.grpc;

import dev.cleave.CallContext;
import dev.cleave.Caller;
import dev.cleave.runtime.call.WrittenCaller;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractMethod.Access;
import dev.cleave.runtime.problem.JsonRefusal;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One port has two doors. Who shows the secret is another process of this system, and speaks for
 * its caller; everybody else comes from outside, and finds what is open to them.
 */
final class Doors {
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}.*");
  private static final String BEARER = "Bearer ";
  private static final long LONGEST_NANOS = Duration.ofDays(1).toNanos();

  private final byte[] secret;
  private final byte[] operatorKey;

  Doors(CleaveConfig config) {
    this.secret = config.internal().secret().map(Doors::bytes).orElse(null);
    this.operatorKey = config.operatorKey().map(Doors::bytes).orElse(null);
  }

  /**
   * A call that may go on.
   *
   * @param isInternal whether it is of another process, and served here
   * @param isRehearsal whether it is a read whose answer no caller gets
   */
  record Admitted(CallContext context, boolean isInternal, boolean isRehearsal) {}

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Decides whether a call may go on.
   *
   * @throws StatusRuntimeException if not
   * @throws dev.cleave.InvalidRequest if its metadata is wrong
   */
  Admitted admit(ContractMethod method, String rpc, Metadata headers) {
    boolean isInternal = isInternal(method.contract().module(), headers);
    Caller caller = isInternal ? internalCaller(headers) : publicCaller(method, rpc, headers);
    CallContext context = context(caller, headers);
    String key = method.isCommand() ? headers.get(Headers.IDEMPOTENCY_KEY) : null;
    return new Admitted(
        key == null ? context : withKey(context, key, isInternal),
        isInternal,
        isInternal && !method.isCommand() && headers.containsKey(Headers.REHEARSAL));
  }

  /**
   * The context of a call of a service that is no contract, by whoever comes from outside.
   *
   * @throws StatusRuntimeException if it shows a key that is none
   * @throws dev.cleave.InvalidRequest if its metadata is wrong
   */
  CallContext ofOutsider(String module, Metadata headers) {
    CallContext context = context(outsider(module, headers), headers);
    String key = headers.get(Headers.IDEMPOTENCY_KEY);
    return key == null ? context : withKey(context, key, false);
  }

  /**
   * Whether a call is of another process of this system.
   *
   * @throws StatusRuntimeException if it says so and is not
   */
  boolean isInternal(String module, Metadata headers) {
    String shown = headers.get(Headers.SECRET);
    if (shown != null && (secret == null || !MessageDigest.isEqual(secret, bytes(shown)))) {
      throw Problems.of(
          module,
          401,
          Problems.SECRET_REQUIRED,
          "The metadata cleave-secret is not the secret of this system: processes that are no part of"
              + " it send none.");
    }
    return shown != null;
  }

  private static Caller internalCaller(Metadata headers) {
    try {
      return WrittenCaller.read(headers.get(Headers.CALLER)).orElse(Caller.SYSTEM);
    } catch (IllegalArgumentException e) {
      throw JsonRefusal.invalid(Headers.CALLER.name(), "must be percent-encoded");
    }
  }

  private Caller publicCaller(ContractMethod method, String rpc, Metadata headers) {
    String module = method.contract().module();
    Caller caller = outsider(module, headers);
    if (method.access() == Access.INTERNAL) {
      throw unknown(rpc);
    }
    if (method.access() == Access.OPERATOR && !caller.isOperator()) {
      throw Problems.of(
          module,
          401,
          "cleave.operator-key-required",
          "%s is for operators: send the metadata authorization, \"Bearer <operator key>\"."
              .formatted(method.name()));
    }
    return caller;
  }

  private Caller outsider(String module, Metadata headers) {
    if (headers.get(Headers.AUTHORIZATION) == null) {
      return Caller.ANONYMOUS;
    }
    if (!isOperator(headers)) {
      throw Problems.of(
          module,
          401,
          "cleave.operator-key-invalid",
          "The metadata authorization does not hold the operator key: send \"Bearer <operator key>\","
              + " or none at all for what is open to everybody.");
    }
    return Caller.OPERATOR;
  }

  /** What grpc-java says of a method that there is not. */
  static StatusRuntimeException unknown(String rpc) {
    return Status.UNIMPLEMENTED.withDescription("Method not found: " + rpc).asRuntimeException();
  }

  /** Whether the operator key is shown. */
  boolean isOperator(Metadata headers) {
    String authorization = headers.get(Headers.AUTHORIZATION);
    boolean isBearer =
        authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return isBearer
        && operatorKey != null
        && MessageDigest.isEqual(
            operatorKey, bytes(authorization.substring(BEARER.length()).trim()));
  }

  private static CallContext context(Caller caller, Metadata headers) {
    CallContext context = CallContext.none().withCaller(caller);
    Deadline deadline = Context.current().getDeadline();
    if (deadline != null) {
      long nanos = Math.min(deadline.timeRemaining(TimeUnit.NANOSECONDS), LONGEST_NANOS);
      context = context.withDeadlineNanos(System.nanoTime() + nanos);
    }
    String trace = headers.get(Headers.TRACEPARENT);
    return trace != null && TRACEPARENT.matcher(trace).matches()
        ? context.withTraceparent(trace)
        : context;
  }

  private static CallContext withKey(CallContext context, String key, boolean isInternal) {
    try {
      return context.withIdempotencyKey(isInternal ? WrittenCaller.decode(key) : key);
    } catch (IllegalArgumentException e) {
      throw JsonRefusal.invalid(Headers.IDEMPOTENCY_KEY.name(), "must have 1 to 200 characters");
    }
  }
}
