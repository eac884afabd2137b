package dev.cleave.runtime.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractMethod.Access;
import dev.cleave.runtime.contract.ContractModel;
import java.lang.reflect.AnnotatedType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The OpenAPI 3.1 document of the methods of some contracts that are open to the outside. */
final class OpenApiDocument {
  static final String OPERATOR_KEY = "operatorKey";
  static final String IDEMPOTENCY_KEY = "IdempotencyKey";
  private static final String DESCRIPTION =
      """
      Every failure is a problem document (RFC 9457) with a stable code. Unknown members of a \
      request are passed over; expect unknown members in responses, and UNKNOWN among the values \
      of an enumeration. A command may carry an Idempotency-Key: repeated with the same key and \
      the same request it is done once, and answered alike. Pages are arrays; the Link header \
      leads to the others.""";

  private final Schemas schemas = new Schemas();
  private final Problems problems = new Problems(schemas);
  private final Operations operations = new Operations(schemas, problems);

  private OpenApiDocument() {}

  /** Describes the contracts; equal contracts have equal documents, whatever their order. */
  static ObjectNode of(List<ContractModel> contracts) {
    List<ContractMethod> open =
        contracts.stream()
            .flatMap(contract -> contract.methods().stream())
            .filter(method -> method.access() != Access.INTERNAL)
            .sorted(Comparator.comparing(ContractMethod::path).thenComparing(ContractMethod::verb))
            .toList();
    return new OpenApiDocument().describe(open);
  }

  private ObjectNode describe(List<ContractMethod> methods) {
    schemas.requests(methods.stream().flatMap(OpenApiDocument::bodyType));
    methods.forEach(operations::add);

    Set<String> modules = new TreeSet<>();
    methods.forEach(method -> modules.add(method.contract().module()));
    ObjectNode document = Schemas.JSON.objectNode().put("openapi", "3.1.0");
    ObjectNode info = document.putObject("info");
    info.put("title", modules.isEmpty() ? "No modules" : String.join(", ", modules));
    info.put("description", DESCRIPTION);
    ArrayNode tags = document.putArray("tags");
    modules.forEach(module -> tags.addObject().put("name", module));
    ArrayNode security = document.putArray("security");
    security.addObject();
    security.addObject().putArray(OPERATOR_KEY);
    document.set("paths", operations.paths());
    document.set("components", components());
    info.put("version", fingerprint(document));
    return document;
  }

  private static Stream<AnnotatedType> bodyType(ContractMethod method) {
    return method.body().map(body -> Operations.annotatedType(method, body)).stream();
  }

  private ObjectNode components() {
    ObjectNode components = Schemas.JSON.objectNode();
    components.putObject("schemas").setAll(schemas.components());
    components.set("responses", problems.responses());
    components
        .putObject("parameters")
        .putObject(IDEMPOTENCY_KEY)
        .put("name", "Idempotency-Key")
        .put("in", "header")
        .put("description", "Makes the command safe to repeat.")
        .putObject("schema")
        .put("type", "string")
        .put("minLength", 1)
        .put("maxLength", 200);
    components
        .putObject("securitySchemes")
        .putObject(OPERATOR_KEY)
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "The operator key. A wrong one is refused everywhere.");
    return components;
  }

  /** The version of the API: another one exactly if the rest of the document is another. */
  private static String fingerprint(ObjectNode document) {
    try {
      byte[] json = document.toString().getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
