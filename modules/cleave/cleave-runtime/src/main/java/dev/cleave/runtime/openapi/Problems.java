package dev.cleave.runtime.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cleave.CallFailed;
import dev.cleave.CommandInProgress;
import dev.cleave.DeadlineExceeded;
import dev.cleave.IdempotencyKeyReused;
import dev.cleave.InvalidRequest;
import dev.cleave.ModuleUnavailable;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractParameter.In;
import dev.cleave.runtime.contract.ProblemModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The problem documents (RFC 9457) that an operation may answer with: those its contract declares,
 * and those of the REST edge. Each is a schema and a response among the components.
 */
final class Problems {
  private static final String BASE = "Problem";
  private static final String REFERENCE = "#/components/responses/";

  private record Entry(String name, int status, String title, List<String> codes) {}

  private final Schemas schemas;
  private final ObjectNode responses = Schemas.JSON.objectNode();
  private final Map<Class<?>, Entry> declared = new HashMap<>();
  private final List<Entry> always;
  private final List<Entry> ofCommands;
  private final List<Entry> ofBodies;
  private final Entry noSuchResource;

  /** Takes the names of the edge's own problems, before any type of a contract can have them. */
  Problems(Schemas schemas) {
    this.schemas = schemas;
    ObjectNode base = Schemas.JSON.objectNode().put("type", "object");
    ObjectNode members = base.putObject("properties");
    members.putObject("type").put("type", "string").put("format", "uri");
    members.putObject("title").put("type", "string");
    members.putObject("status").put("type", "integer");
    members.putObject("detail").put("type", "string");
    members.putObject("code").put("type", "string");
    base.putArray("required").add("type").add("title").add("status").add("detail").add("code");
    schemas.components().put(BASE, base);

    Entry invalid = edge("InvalidRequest", 400, "Invalid request", InvalidRequest.CODE);
    ObjectNode violations = Schemas.JSON.objectNode().put("type", "array");
    violations.set("items", schemas.of(InvalidRequest.Violation.class));
    field(invalid, "violations", violations);
    Entry unauthorized =
        edge(
            "OperatorKeyRejected",
            401,
            "Operator key missing or wrong",
            "cleave.operator-key-required",
            "cleave.operator-key-invalid");
    ((ObjectNode) responses.get(unauthorized.name()))
        .putObject("headers")
        .putObject("WWW-Authenticate")
        .putObject("schema")
        .put("type", "string");
    Entry unavailable =
        edge("ModuleUnavailable", 503, "Module unavailable", ModuleUnavailable.CODE);
    Entry late = edge("DeadlineExceeded", 504, "Deadline exceeded", DeadlineExceeded.CODE);
    for (Entry uncertain : List.of(unavailable, late)) {
      field(uncertain, "outcomeKnown", schemas.of(boolean.class));
    }
    always =
        List.of(
            invalid,
            unauthorized,
            edge("NotAcceptable", 406, "Not acceptable", "cleave.not-acceptable"),
            edge("CallFailed", 500, "Call failed", CallFailed.CODE),
            unavailable,
            late);
    ofCommands =
        List.of(
            edge("IdempotencyKeyReused", 409, "Idempotency key reused", IdempotencyKeyReused.CODE),
            edge("CommandInProgress", 409, "Command in progress", CommandInProgress.CODE));
    ofBodies =
        List.of(
            edge("BodyTooLarge", 413, "Body too large", "cleave.body-too-large"),
            edge(
                "UnsupportedMediaType",
                415,
                "Unsupported media type",
                "cleave.unsupported-media-type"));
    noSuchResource = edge("NoSuchResource", 404, "No such resource", "cleave.no-such-resource");
  }

  /** The responses that may be referred to, by name. */
  ObjectNode responses() {
    return responses;
  }

  /** Adds every problem that the method may answer with, by status. */
  void describe(ContractMethod method, ObjectNode operationResponses) {
    List<Entry> possible = new ArrayList<>();
    method.problems().forEach(p -> possible.add(declared.computeIfAbsent(p.type(), t -> of(p))));
    possible.addAll(always);
    if (method.isCommand()) {
      possible.addAll(ofCommands);
    }
    if (method.body().isPresent()) {
      possible.addAll(ofBodies);
    }
    if (method.parameters().stream().anyMatch(p -> p.in() == In.PATH && p.type() != String.class)) {
      possible.add(noSuchResource);
    }
    Map<Integer, List<Entry>> byStatus = new TreeMap<>();
    possible.forEach(p -> byStatus.computeIfAbsent(p.status(), s -> new ArrayList<>()).add(p));
    byStatus.forEach(
        (status, entries) ->
            operationResponses.set(
                Integer.toString(status),
                entries.size() == 1
                    ? Schemas.JSON.objectNode().put("$ref", REFERENCE + entries.get(0).name())
                    : oneOf(entries)));
  }

  private static ObjectNode oneOf(List<Entry> entries) {
    String titles = String.join(", or: ", entries.stream().map(Entry::title).toList());
    ObjectNode schema = Schemas.JSON.objectNode();
    ArrayNode choices = schema.putArray("oneOf");
    ObjectNode mapping =
        schema.putObject("discriminator").put("propertyName", "code").putObject("mapping");
    for (Entry entry : entries) {
      ObjectNode reference = Schemas.reference(entry.name());
      choices.add(reference);
      entry.codes().forEach(code -> mapping.set(code, reference.get("$ref")));
    }
    return response(titles, schema);
  }

  private static ObjectNode response(String description, ObjectNode schema) {
    ObjectNode response = Schemas.JSON.objectNode().put("description", description);
    response.putObject("content").putObject("application/problem+json").set("schema", schema);
    return response;
  }

  private Entry of(ProblemModel problem) {
    Entry entry =
        new Entry(
            schemas.claim(problem.type()),
            problem.status(),
            problem.title(),
            List.of(problem.code()));
    describe(entry);
    problem.fields().forEach((name, type) -> field(entry, name, schemas.of(type)));
    return entry;
  }

  private Entry edge(String name, int status, String title, String... codes) {
    Entry entry = new Entry(name, status, title, List.of(codes));
    schemas.components().put(name, Schemas.JSON.objectNode());
    describe(entry);
    return entry;
  }

  private void describe(Entry entry) {
    ObjectNode schema = schemas.components().get(entry.name());
    schema.putArray("allOf").add(Schemas.reference(BASE));
    ObjectNode members = schema.putObject("properties");
    members.putObject("status").put("const", entry.status());
    ArrayNode codes = members.putObject("code").putArray("enum");
    entry.codes().forEach(codes::add);
    responses.set(entry.name(), response(entry.title(), Schemas.reference(entry.name())));
  }

  /** Adds a member, which is always there, be it {@code null}. */
  private void field(Entry entry, String name, ObjectNode schema) {
    ObjectNode problem = schemas.components().get(entry.name());
    problem.withObject("/properties").set(name, schema);
    problem.withArray("/required").add(name);
  }
}
