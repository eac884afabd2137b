package dev.cleave.runtime.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cleave.CallException;
import dev.cleave.CallFailed;
import dev.cleave.CommandInProgress;
import dev.cleave.DeadlineExceeded;
import dev.cleave.IdempotencyKeyReused;
import dev.cleave.InvalidRequest;
import dev.cleave.ModuleStandby;
import dev.cleave.ModuleUnavailable;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.contract.ProblemModel;
import dev.cleave.runtime.json.ContractJson;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Problem documents (RFC 9457) and the exceptions they stand for, in both directions. */
public final class ProblemDocument {
  /** The code of an answer of a process that does not have the module. */
  public static final String MODULE_NOT_HERE = "cleave.module-not-here";

  /** The code of an answer of a process that has too much to do to take the call on. */
  public static final String OVERLOADED = "cleave.overloaded";

  private static final String OUTCOME_KNOWN = "outcomeKnown";
  private static final ObjectMapper JSON = ContractJson.instance();

  private ProblemDocument() {}

  /** A document with the standard members and the stable code. */
  public static ObjectNode of(int status, String code, String title, String detail) {
    ObjectNode document = JSON.createObjectNode();
    document.put("type", "urn:problem:" + code);
    document.put("title", title);
    document.put("status", status);
    document.put("detail", detail);
    document.put("code", code);
    return document;
  }

  public static ObjectNode of(ProblemModel problem, Exception exception) {
    ObjectNode document =
        of(problem.status(), problem.code(), problem.title(), exception.getMessage());
    problem.values(exception).forEach((name, value) -> document.set(name, JSON.valueToTree(value)));
    return document;
  }

  public static ObjectNode of(CallException exception) {
    ObjectNode document =
        of(exception.status(), exception.code(), title(exception.code()), exception.getMessage());
    if (exception instanceof InvalidRequest invalid) {
      document.set("violations", JSON.valueToTree(invalid.violations()));
    } else if (exception instanceof DeadlineExceeded late) {
      document.put(OUTCOME_KNOWN, late.isOutcomeKnown());
    } else if (exception instanceof ModuleUnavailable gone) {
      document.put(OUTCOME_KNOWN, gone.isOutcomeKnown());
    }
    return document;
  }

  public static String title(String code) {
    String words = code.substring(code.lastIndexOf('.') + 1).replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** Restores the exception that a response of the contract's process stands for. */
  public static Exception restore(ContractModel contract, int status, String body) {
    JsonNode document = parse(body);
    String code = document.path("code").asText("");
    String detail = document.path("detail").asText("");
    return contract
        .problem(code)
        .map(problem -> declared(problem, document))
        .orElseGet(() -> marked(code, common(contract, status, code, detail, document)));
  }

  /** Without a code it comes from something that is no callee, such as a proxy in between. */
  private static Exception marked(String code, Exception failure) {
    return switch (code) {
      case "", MODULE_NOT_HERE -> failure;
      case OVERLOADED -> CalleeAnswer.ofOverload(failure);
      default -> CalleeAnswer.in(failure);
    };
  }

  private static JsonNode parse(String body) {
    try {
      JsonNode document = JSON.readTree(body);
      return document == null ? JSON.missingNode() : document;
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static Exception declared(ProblemModel problem, JsonNode document) {
    List<Object> arguments = new ArrayList<>();
    try {
      for (Map.Entry<String, Type> parameter : problem.parameters().entrySet()) {
        JsonNode member = document.get(parameter.getKey());
        arguments.add(
            JSON.readerFor(ContractJson.type(parameter.getValue()))
                .readValue(member == null ? JSON.nullNode() : member));
      }
      return problem.restore(arguments);
    } catch (java.io.IOException e) {
      return new CallFailed(
          "The problem %s arrived without the fields it declares: %s"
              .formatted(problem.code(), e.getMessage()));
    }
  }

  private static Exception common(
      ContractModel contract, int status, String code, String detail, JsonNode document) {
    boolean outcomeKnown = document.path(OUTCOME_KNOWN).asBoolean(false);
    return switch (code) {
      case InvalidRequest.CODE -> {
        List<InvalidRequest.Violation> violations = new ArrayList<>();
        for (JsonNode violation : document.path("violations")) {
          violations.add(
              new InvalidRequest.Violation(
                  violation.path("field").asText(), violation.path("message").asText()));
        }
        yield new InvalidRequest(detail, violations);
      }
      case DeadlineExceeded.CODE ->
          outcomeKnown
              ? DeadlineExceeded.notStarted(detail)
              : DeadlineExceeded.outcomeUnknown(detail);
      case ModuleUnavailable.CODE -> new ModuleUnavailable(detail, outcomeKnown, null);
      case IdempotencyKeyReused.CODE -> new IdempotencyKeyReused(detail);
      case CommandInProgress.CODE -> new CommandInProgress(detail);
      case ModuleStandby.CODE -> new ModuleStandby(detail);
      case CallFailed.CODE -> new CallFailed(detail);
      case MODULE_NOT_HERE, OVERLOADED -> new ModuleUnavailable(detail, true, null);
      default ->
          new CallFailed(
              "The process of module %s answered %d%s, which the contract does not provide for."
                  .formatted(contract.module(), status, code.isEmpty() ? "" : " (" + code + ")"));
    };
  }
}
