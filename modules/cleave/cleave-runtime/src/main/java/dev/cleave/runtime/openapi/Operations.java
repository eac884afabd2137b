package dev.cleave.runtime.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cleave.Page;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractMethod.Access;
import dev.cleave.runtime.contract.ContractParameter;
import dev.cleave.runtime.contract.ContractParameter.In;
import dev.cleave.runtime.json.ContractJson;
import java.lang.reflect.AnnotatedType;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The paths of the document: each method of a contract as an operation. */
final class Operations {
  private final Schemas schemas;
  private final Problems problems;
  private final Set<String> ids = new HashSet<>();
  private final ObjectNode paths = Schemas.JSON.objectNode();

  Operations(Schemas schemas, Problems problems) {
    this.schemas = schemas;
    this.problems = problems;
  }

  /** The operations so far, by path and verb. */
  ObjectNode paths() {
    return paths;
  }

  void add(ContractMethod method) {
    ObjectNode operation =
        paths.withObject("/" + method.path().replace("~", "~0").replace("/", "~1"));
    operation = operation.putObject(method.verb().toLowerCase(Locale.ROOT));
    operation.putArray("tags").add(method.contract().module());
    operation.put("summary", summary(method.method().getName()));
    operation.put("operationId", operationId(method));
    if (method.access() == Access.OPERATOR) {
      operation.putArray("security").addObject().putArray(OpenApiDocument.OPERATOR_KEY);
    }
    parameters(method, operation);
    if (method.body().isPresent()) {
      operation
          .putObject("requestBody")
          .put("required", true)
          .putObject("content")
          .putObject("application/json")
          .set("schema", schema(method, method.body().get()));
    }
    ObjectNode responses = operation.putObject("responses");
    success(method, responses);
    problems.describe(method, responses);
  }

  private static String summary(String name) {
    String words = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** {@code accountsCreate} for {@code Accounts.create}, after the module if that is taken. */
  private String operationId(ContractMethod method) {
    String contract = method.contract().name();
    String name = method.method().getName();
    String id =
        Character.toLowerCase(contract.charAt(0))
            + contract.substring(1)
            + Character.toUpperCase(name.charAt(0))
            + name.substring(1);
    if (!ids.add(id)) {
      id = method.contract().module() + "-" + id;
      ids.add(id);
    }
    return id;
  }

  private void parameters(ContractMethod method, ObjectNode operation) {
    ArrayNode parameters = Schemas.JSON.arrayNode();
    for (ContractParameter parameter : method.parameters()) {
      if (parameter.in() != In.BODY) {
        parameters.add(parameter(method, parameter));
      }
    }
    if (method.isCommand()) {
      parameters
          .addObject()
          .put("$ref", "#/components/parameters/" + OpenApiDocument.IDEMPOTENCY_KEY);
    }
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
  }

  private ObjectNode parameter(ContractMethod method, ContractParameter parameter) {
    ObjectNode schema = schema(method, parameter);
    boolean isList = schema.path("type").asText().equals("array");
    boolean required = parameter.defaultValue().isEmpty() && (!isList || schema.has("minItems"));
    parameter.defaultValue().ifPresent(value -> setDefault(schema, value));
    return Schemas.JSON
        .objectNode()
        .put("name", parameter.name())
        .put("in", parameter.in() == In.PATH ? "path" : "query")
        .put("required", required)
        .set("schema", schema);
  }

  private ObjectNode schema(ContractMethod method, ContractParameter parameter) {
    return schemas.of(annotatedType(method, parameter), parameter.annotations());
  }

  private void setDefault(ObjectNode schema, String value) {
    if (schemas.resolved(schema).path("type").asText().equals("string")) {
      schema.put("default", value);
      return;
    }
    try {
      schema.set("default", ContractJson.instance().readTree(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The default value " + value + " is no JSON value.", e);
    }
  }

  private void success(ContractMethod method, ObjectNode responses) {
    if (method.isVoid()) {
      responses.putObject("204").put("description", "Done");
      return;
    }
    boolean creates = method.createdPath().isPresent();
    ObjectNode response =
        responses.putObject(creates ? "201" : "200").put("description", creates ? "Created" : "OK");
    if (creates) {
      header(response, "Location", "Where the new resource is.").put("format", "uri");
    }
    if (method.method().getReturnType() == Page.class) {
      header(response, "Link", "RFC 8288: self, first, and prev and next if there are such pages.");
    }
    response
        .putObject("content")
        .putObject("application/json")
        .set("schema", schemas.of(method.method().getAnnotatedReturnType(), method.method()));
  }

  private static ObjectNode header(ObjectNode response, String name, String description) {
    return response
        .withObject("/headers")
        .putObject(name)
        .put("description", description)
        .put("required", true)
        .putObject("schema")
        .put("type", "string");
  }

  /** The parameter with the annotations on its type and on the arguments of that. */
  static AnnotatedType annotatedType(ContractMethod method, ContractParameter parameter) {
    int index = method.parameters().indexOf(parameter);
    return method.method().getAnnotatedParameterTypes()[index];
  }
}
