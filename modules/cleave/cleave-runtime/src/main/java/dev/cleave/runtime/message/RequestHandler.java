package dev.cleave.runtime.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cleave.CallContext;
import dev.cleave.CallFailed;
import dev.cleave.Caller;
import dev.cleave.InvalidRequest;
import dev.cleave.SubstituteAnswers;
import dev.cleave.SubstituteAnswers.Answer;
import dev.cleave.runtime.call.ContractServer;
import dev.cleave.runtime.call.WrittenCaller;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.message.Messaging.Handler;
import dev.cleave.runtime.message.Messaging.Unprocessable;
import dev.cleave.runtime.problem.JsonRefusal;
import dev.cleave.runtime.problem.ProblemDocument;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Serves the requests of one module's queue with its implementations here. Whatever is wrong with a
 * request is answered as a problem; one that nobody waits for is dead-lettered.
 */
final class RequestHandler implements Handler {
  private static final Logger LOG = System.getLogger(RequestHandler.class.getName());
  private static final Message NO_ANSWER = Message.of(Map.of(), "");

  private record Served(ContractServer server, ContractMethod method, CallMessages messages) {}

  private final Map<String, Served> methods = new HashMap<>();
  private final LongSupplier timeoutNanos;
  private final long maxBodySize;

  private final Answers answers = new Answers();

  RequestHandler(Collection<ContractServer> servers, LongSupplier timeoutNanos, long maxBodySize) {
    for (ContractServer server : servers) {
      for (ContractMethod method : server.contract().methods()) {
        methods.put(method.name(), new Served(server, method, new CallMessages(method)));
      }
    }
    this.timeoutNanos = timeoutNanos;
    this.maxBodySize = maxBodySize;
  }

  @Override
  public Message handle(Received received) throws Unprocessable {
    String name = received.message().text(CallMessages.METHOD).orElse("");
    if (name.equals(CallMessages.PING)) {
      return NO_ANSWER;
    }
    Served served = methods.get(name);
    if (served == null) {
      return refused(received, unknown(name));
    }
    return served.method().isCommand() ? command(received, served) : answer(received, served, null);
  }

  /** A command has a key, whoever sent it, so that a second delivery has no second effect. */
  private Message command(Received received, Served served) throws Unprocessable {
    String key = received.message().text(CallMessages.KEY).orElse(received.id());
    // Whoever is no part of this system may correlate by numbers that others use too.
    String same =
        String.join(
            " ",
            received.id(),
            served.method().name(),
            key,
            Integer.toString(received.message().body().hashCode()));
    return answers.once(same, received, () -> answer(received, served, key));
  }

  private Message answer(Received received, Served served, String key) throws Unprocessable {
    try {
      Object[] arguments = arguments(received, served);
      CallContext context = context(received, key);
      Answer<Object> result =
          SubstituteAnswers.of(
              () ->
                  served.server().serveArrived(served.method(), arguments, context, timeoutNanos));
      return served.messages().result(result.value(), result.substitutes());
    } catch (InvalidRequest e) {
      return refused(received, ProblemDocument.of(e));
    } catch (Refusal e) {
      return refused(received, e.problem);
    } catch (Exception e) {
      return failed(received, served, e);
    }
  }

  private Object[] arguments(Received received, Served served) throws Refusal {
    String body = received.message().body();
    if (body.length() > maxBodySize) {
      throw new Refusal(
          413,
          "cleave.body-too-large",
          "The request body is longer than %d bytes: send less at a time.".formatted(maxBodySize));
    }
    String own = Integer.toString(served.method().contract().version());
    String version = received.message().text(CallMessages.VERSION).orElse(own);
    if (!version.equals(own)) {
      throw new Refusal(
          400,
          "cleave.unknown-contract-version",
          "The request is of version %s of the contract %s; this process has version %s."
              .formatted(version, served.method().contract().name(), own));
    }
    return served.messages().arguments(body);
  }

  private static CallContext context(Received received, String key) {
    Message message = received.message();
    CallContext context = CallContext.none().withCaller(caller(message));
    if (received.expiresAt().isPresent()) {
      context = context.withTimeout(Duration.between(Instant.now(), received.expiresAt().get()));
    }
    if (key != null) {
      try {
        context = context.withIdempotencyKey(key);
      } catch (IllegalArgumentException e) {
        throw JsonRefusal.invalid(CallMessages.KEY, "must have 1 to 200 characters");
      }
    }
    return context.withTraceparent(message.text(CallMessages.TRACEPARENT).orElse(null));
  }

  private static Caller caller(Message message) {
    try {
      return message.text(CallMessages.CALLER).flatMap(WrittenCaller::read).orElse(Caller.SYSTEM);
    } catch (IllegalArgumentException e) {
      throw JsonRefusal.invalid(CallMessages.CALLER, "must be percent-encoded");
    }
  }

  private static ObjectNode unknown(String name) {
    return name.isEmpty()
        ? ProblemDocument.of(
            JsonRefusal.invalid(CallMessages.METHOD, "is a property that every request has"))
        : problem(
            404,
            "cleave.no-such-method",
            "No contract of this module has the method " + name + ".");
  }

  private static ObjectNode problem(int status, String code, String detail) {
    return ProblemDocument.of(status, code, ProblemDocument.title(code), detail);
  }

  private static Message refused(Received received, ObjectNode problem) throws Unprocessable {
    if (!received.isAnswerable()) {
      throw new Unprocessable(problem.get("detail").asText());
    }
    return CallMessages.problem(problem);
  }

  private static Message failed(Received received, Served served, Exception failure)
      throws Unprocessable {
    if (!received.isAnswerable()) {
      throw new Unprocessable("%s: %s".formatted(served.method().name(), failure.getMessage()));
    }
    try {
      return served.messages().failure(failure);
    } catch (IllegalArgumentException e) {
      String incident = UUID.randomUUID().toString().substring(0, 8);
      LOG.log(Level.ERROR, "request failed incident=" + incident, failure);
      return CallMessages.problem(
          ProblemDocument.of(
              new CallFailed(
                  "The request failed. The cause is in the log under incident " + incident + ".")));
    }
  }

  /** What is wrong with a request before it is a call. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ObjectNode problem;

    Refusal(int status, String code, String detail) {
      super(detail, null, false, false);
      this.problem = problem(status, code, detail);
    }
  }
}
