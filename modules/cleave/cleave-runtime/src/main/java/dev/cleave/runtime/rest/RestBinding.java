package dev.cleave.runtime.rest;

import dev.cleave.CallContext;
import dev.cleave.CallException;
import dev.cleave.CallFailed;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleUnavailable;
import dev.cleave.SubstituteAnswers;
import dev.cleave.SubstituteAnswers.Answer;
import dev.cleave.runtime.Once;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.problem.EarlierAttempt;
import dev.cleave.runtime.route.Binding;
import dev.cleave.runtime.route.BindingKind;
import dev.cleave.runtime.standby.Rehearsal;
import jakarta.ws.rs.ProcessingException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * Carries the calls of one contract to the internal port of one process, with a MicroProfile Rest
 * Client that is built once. A call whose deadline is well before the client's read time-out runs
 * on the executor, so that the caller gets its answer in time.
 */
final class RestBinding implements Binding {
  private static final Logger LOG = System.getLogger(RestBinding.class.getName());
  private static final long CONNECT_TIMEOUT_MILLIS = 2000;

  private final ContractModel contract;
  private final URI endpoint;
  private final Supplier<Object> client;
  private final long readTimeoutNanos;
  private final Executor executor;

  RestBinding(
      ContractModel contract, URI endpoint, String secret, Duration timeout, Executor executor) {
    this.contract = contract;
    this.endpoint = endpoint;
    this.readTimeoutNanos = timeout.toNanos();
    this.executor = executor;
    this.client = new Once<>(() -> client(secret, timeout));
  }

  private Object client(String secret, Duration timeout) {
    return RestClientBuilder.newBuilder()
        .baseUri(endpoint)
        .connectTimeout(CONNECT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .property("microprofile.rest.client.disable.default.mapper", true)
        .register(new JsonBody())
        .register(new Parameters())
        .register(new OutgoingContext(secret))
        .register(new ProblemReader(contract))
        .register(new SubstituteHeader(contract.name()))
        .build(contract.type());
  }

  /** Builds the client, if that was not done yet. */
  void prepare() {
    client.get();
  }

  @Override
  public BindingKind kind() {
    return BindingKind.REST;
  }

  @Override
  public Object call(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    long remaining = context.remainingNanos();
    if (remaining <= 0) {
      throw DeadlineExceeded.notStarted(
          method.name() + " was not sent: its deadline had already passed.");
    }
    Object[] canonical = method.canonical(arguments);
    Object result =
        remaining >= readTimeoutNanos - readTimeoutNanos / 20
            ? send(method, canonical, context)
            : sendWithin(remaining, method, canonical, context);
    return method.canonicalResult(result);
  }

  private Object sendWithin(
      long nanos, ContractMethod method, Object[] arguments, CallContext context) throws Exception {
    boolean isRehearsal = Rehearsal.isOn();
    FutureTask<Answer<Object>> task =
        new FutureTask<>(
            () ->
                SubstituteAnswers.of(
                    () -> Rehearsal.call(isRehearsal, () -> send(method, arguments, context))));
    executor.execute(task);
    try {
      Answer<Object> answer = task.get(nanos, TimeUnit.NANOSECONDS);
      answer.substitutes().forEach(SubstituteAnswers::note);
      return answer.value();
    } catch (TimeoutException e) {
      task.cancel(true);
      throw late(method);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  private DeadlineExceeded late(ContractMethod method) {
    return DeadlineExceeded.outcomeUnknown(
        "%s at %s did not answer before its deadline.".formatted(method.name(), endpoint));
  }

  /**
   * Sends, and once more if a connection that was kept open turned out to be closed; a command has
   * a key, so that it is not executed twice. That the second attempt reached nobody does not tell
   * what became of the first.
   */
  private Object send(ContractMethod method, Object[] arguments, CallContext context)
      throws Exception {
    return context.call(
        () -> {
          try {
            return attempt(method, arguments, context);
          } catch (ModuleUnavailable e) {
            boolean isAnswer = e.getCause() == null;
            if (isAnswer || e.isOutcomeKnown() || context.remainingNanos() <= 0) {
              throw e;
            }
            return again(method, arguments, context, e);
          }
        });
  }

  private Object again(
      ContractMethod method, Object[] arguments, CallContext context, ModuleUnavailable first)
      throws Exception {
    try {
      return attempt(method, arguments, context);
    } catch (CallException e) {
      throw EarlierAttempt.with(e, first);
    }
  }

  private Object attempt(ContractMethod method, Object[] arguments, CallContext context)
      throws Exception {
    try {
      return method.method().invoke(client.get(), arguments);
    } catch (InvocationTargetException e) {
      throw translated(method, e.getCause(), context);
    }
  }

  private Exception translated(ContractMethod method, Throwable failure, CallContext context) {
    if (failure instanceof CallException call) {
      return call;
    }
    if (failure instanceof ProcessingException processing) {
      return transport(method, processing, context);
    }
    if (failure instanceof Exception exception
        && method.problems().stream().anyMatch(p -> p.type().isInstance(exception))) {
      return exception;
    }
    return unexpected("%s at %s failed on its way".formatted(method.name(), endpoint), failure);
  }

  private Exception transport(
      ContractMethod method, ProcessingException failure, CallContext context) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isNotConnected(cause)) {
        return new ModuleUnavailable(
            "Nothing answers for the module %s at %s: start its process, or route the module elsewhere."
                .formatted(contract.module(), endpoint),
            true,
            failure);
      }
      if (cause instanceof SocketTimeoutException) {
        return late(method);
      }
      if (cause instanceof java.io.IOException) {
        return context.remainingNanos() <= 0
            ? late(method)
            : new ModuleUnavailable(
                "The connection to the module %s at %s broke during %s (%s)."
                    .formatted(contract.module(), endpoint, method.name(), cause.getMessage()),
                false,
                failure);
      }
    }
    return unexpected(
        "%s at %s gave an answer that cannot be read".formatted(method.name(), endpoint), failure);
  }

  /** Also the time-outs of connecting, of the JDK's client and of Apache's: nothing was sent. */
  private static boolean isNotConnected(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof NoRouteToHostException
        || cause instanceof HttpConnectTimeoutException
        || cause.getClass().getSimpleName().equals("ConnectTimeoutException")
        || cause instanceof SocketTimeoutException
            && String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).startsWith("connect");
  }

  private static CallFailed unexpected(String what, Throwable failure) {
    String incident = UUID.randomUUID().toString().substring(0, 8);
    LOG.log(Level.ERROR, what + " incident=" + incident, failure);
    return new CallFailed(
        what + "; the cause is in the caller's log under incident " + incident + ".");
  }
}
