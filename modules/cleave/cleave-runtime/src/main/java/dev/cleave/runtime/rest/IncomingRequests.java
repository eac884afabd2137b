package dev.cleave.runtime.rest;

import dev.cleave.CallContext;
import dev.cleave.Caller;
import dev.cleave.InvalidRequest;
import dev.cleave.InvalidRequest.Violation;
import dev.cleave.Operator;
import dev.cleave.runtime.call.WrittenCaller;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractMethod.Access;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.guard.server.CallerAddress;
import dev.cleave.runtime.guard.server.RateLimits;
import dev.cleave.runtime.instance.ClientAddress;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides for each request, before its body is read, whether it may go on: which port it came in
 * through, who it is, whether the method is open to it, the size and type of its body. Identity
 * headers count on the internal port only.
 */
@Priority(Priorities.AUTHENTICATION)
final class IncomingRequests implements ContainerRequestFilter {
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}.*");
  private static final long MAX_TIMEOUT_MILLIS = Duration.ofDays(1).toMillis();

  private final Map<Class<?>, ContractModel> contracts;
  private final Credentials credentials;
  private final long maxBodySize;
  private final RateLimits rateLimits;
  @Context private HttpServletRequest servletRequest;
  @Context private ResourceInfo resource;

  IncomingRequests(
      List<ContractModel> contracts,
      Credentials credentials,
      long maxBodySize,
      RateLimits rateLimits) {
    this.contracts =
        contracts.stream().collect(Collectors.toMap(ContractModel::type, Function.identity()));
    this.credentials = credentials;
    this.maxBodySize = maxBodySize;
    this.rateLimits = rateLimits;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    HttpMetrics.begin(request);
    boolean isInternal = credentials.isInternalPort(servletRequest.getLocalPort());
    ContractMethod method = contractMethod();
    ClientAddress.begin(isInternal ? null : servletRequest.getRemoteAddr());
    IncomingCall.begin(new IncomingCall(method, CallContext.none(), isInternal));
    if (isInternal) {
      credentials.requireSecret(request.getHeaderString(Headers.SECRET));
    }
    if (!isInternal && method != null) {
      requireRate(method, request.getHeaderString(HttpHeaders.AUTHORIZATION));
    }
    Caller caller = isInternal ? internalCaller(request) : publicCaller(request);
    if (method != null) {
      if (!isInternal) {
        requireAccess(method, caller);
      }
      checkBody(request, method);
      checkAccept(request);
    } else if (!isInternal && isForOperators()) {
      if (!caller.isOperator()) {
        throw credentials.operatorKeyMissing(request.getUriInfo().getPath());
      }
    } else if (!isInternal && isOperations()) {
      throw new NotFoundException();
    }
    IncomingCall.begin(
        new IncomingCall(
            method,
            context(request, method, caller, isInternal),
            isInternal,
            isInternal && isRehearsal(request, method)));
  }

  /** Also who shows a wrong key is a caller, and may not try all keys there are. */
  private void requireRate(ContractMethod method, String authorization) {
    String caller =
        credentials.isOperatorKey(authorization)
            ? Caller.OPERATOR.name()
            : CallerAddress.of(servletRequest.getRemoteAddr());
    rateLimits
        .take(method.contract().module(), caller)
        .ifPresent(
            refusal -> {
              throw new TooManyRequests(refusal);
            });
  }

  private static boolean isRehearsal(ContainerRequestContext request, ContractMethod method) {
    return method != null
        && !method.isCommand()
        && request.getHeaderString(Headers.REHEARSAL) != null;
  }

  /** What operators may do on the public port too. */
  private boolean isForOperators() {
    return resource.getResourceMethod() != null
        && resource.getResourceMethod().isAnnotationPresent(Operator.class);
  }

  private boolean isOperations() {
    return resource.getResourceClass() == OperationsResource.class
        || resource.getResourceClass() == FollowResource.class
        || resource.getResourceClass() == RecordResource.class
        || resource.getResourceClass() == DiffsResource.class;
  }

  private ContractMethod contractMethod() {
    Class<?> type = resource.getResourceClass();
    if (type == null || resource.getResourceMethod() == null) {
      return null;
    }
    return contracts.entrySet().stream()
        .filter(entry -> entry.getKey().isAssignableFrom(type))
        .flatMap(entry -> entry.getValue().methods().stream())
        .filter(m -> isSame(m, resource.getResourceMethod()))
        .findFirst()
        .orElse(null);
  }

  private static boolean isSame(ContractMethod method, java.lang.reflect.Method called) {
    return method.method().getName().equals(called.getName())
        && java.util.Arrays.equals(method.method().getParameterTypes(), called.getParameterTypes());
  }

  private static Caller internalCaller(ContainerRequestContext request) {
    try {
      return WrittenCaller.read(request.getHeaderString(Headers.CALLER)).orElse(Caller.SYSTEM);
    } catch (IllegalArgumentException e) {
      throw invalidHeader(Headers.CALLER, "must be percent-encoded");
    }
  }

  private Caller publicCaller(ContainerRequestContext request) {
    String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      return Caller.ANONYMOUS;
    }
    credentials.requireOperatorKey(authorization);
    return Caller.OPERATOR;
  }

  private void requireAccess(ContractMethod method, Caller caller) {
    if (method.access() == Access.INTERNAL) {
      throw new NotFoundException();
    }
    if (method.access() == Access.OPERATOR && !caller.isOperator()) {
      throw credentials.operatorKeyMissing(method.name());
    }
  }

  private void checkBody(ContainerRequestContext request, ContractMethod method) {
    if (request.getLength() > maxBodySize) {
      throw new BodyTooLarge(maxBodySize);
    }
    if (!request.hasEntity()) {
      return;
    }
    if (method.body().isPresent() && !isJson(request.getMediaType())) {
      throw new NotSupportedException(
          "%s takes application/json, not %s."
              .formatted(
                  method.name(),
                  Optional.ofNullable(request.getMediaType())
                      .map(MediaType::toString)
                      .orElse("a body without a Content-Type")));
    }
    InputStream body = request.getEntityStream();
    request.setEntityStream(new LimitedBody(body, maxBodySize));
  }

  private static boolean isJson(MediaType type) {
    return type != null
        && type.getType().equalsIgnoreCase("application")
        && type.getSubtype().equalsIgnoreCase("json");
  }

  private static void checkAccept(ContainerRequestContext request) {
    boolean acceptable =
        request.getAcceptableMediaTypes().stream()
            .anyMatch(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE));
    if (!acceptable) {
      throw new NotAcceptableException("Answers are application/json.");
    }
  }

  private static CallContext context(
      ContainerRequestContext request, ContractMethod method, Caller caller, boolean isInternal) {
    CallContext context = CallContext.none().withCaller(caller);
    String timeout = request.getHeaderString(Headers.TIMEOUT);
    if (timeout != null) {
      context = context.withTimeout(timeout(timeout));
    }
    String trace = request.getHeaderString(Headers.TRACEPARENT);
    if (trace != null && TRACEPARENT.matcher(trace).matches()) {
      context = context.withTraceparent(trace);
    }
    String key = request.getHeaderString(Headers.IDEMPOTENCY_KEY);
    if (key != null && method != null && method.isCommand()) {
      context = withKey(context, key, isInternal);
    }
    return context;
  }

  private static CallContext withKey(CallContext context, String key, boolean isInternal) {
    try {
      return context.withIdempotencyKey(isInternal ? WrittenCaller.decode(key) : key);
    } catch (IllegalArgumentException e) {
      throw invalidHeader(Headers.IDEMPOTENCY_KEY, "must have 1 to 200 characters");
    }
  }

  private static Duration timeout(String text) {
    try {
      long millis = Long.parseLong(text.trim());
      if (millis >= 0) {
        return Duration.ofMillis(Math.min(millis, MAX_TIMEOUT_MILLIS));
      }
    } catch (NumberFormatException e) {
      // falls through to the message
    }
    throw invalidHeader(Headers.TIMEOUT, "must be a number of milliseconds, 0 or more");
  }

  private static BadRequestException invalidHeader(String header, String message) {
    return new BadRequestException(
        new InvalidRequest(
            "The header %s %s.".formatted(header, message),
            List.of(new Violation(header, message))));
  }
}
