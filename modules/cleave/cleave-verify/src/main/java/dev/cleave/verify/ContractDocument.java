package dev.cleave.verify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A module's contract as it is recorded: everything that the other side of a call could notice, in
 * one order whatever the order in the source.
 *
 * @param contracts the interfaces, by simple name
 * @param types all records, enums and sealed interfaces that travel, by name; those of the module
 *     without their package
 * @param problems the declared exceptions, by code
 * @param events the events it publishes, by name
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record ContractDocument(
    String module,
    SortedMap<String, Contract> contracts,
    SortedMap<String, Shape> types,
    SortedMap<String, Refusal> problems,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Fact> events) {
  ContractDocument {
    contracts = sorted(contracts);
    types = sorted(types);
    problems = sorted(problems);
    events = sorted(events);
  }

  /** An interface. */
  record Contract(String path, SortedMap<String, Operation> methods) {
    Contract {
      methods = sorted(methods);
    }
  }

  /**
   * A method.
   *
   * @param creates the template of the resource it creates, or empty
   * @param parameters by the names as which they travel; the body is called body
   * @param problems the codes of the exceptions it declares
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Operation(
      String verb,
      String path,
      String access,
      String creates,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean sharedTransaction,
      SortedMap<String, Value> parameters,
      String result,
      List<String> problems) {
    Operation {
      path = text(path);
      creates = text(creates);
      parameters = sorted(parameters);
      problems = problems == null ? List.of() : problems.stream().sorted().distinct().toList();
    }
  }

  /**
   * A parameter or component.
   *
   * @param in path, query or body; empty for a component
   * @param defaultValue of an optional parameter, else null
   * @param constraints such as {@code Size.max -> 200}; those inside a List or Optional are
   *     prefixed
   */
  record Value(String in, String type, String defaultValue, SortedMap<String, String> constraints) {
    Value {
      in = text(in);
      constraints = sorted(constraints);
    }

    /** A value of which there is nothing else to say is recorded as its type's name. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Value of(Object json) {
      if (json instanceof String type) {
        return new Value("", type, null, null);
      }
      Map<?, ?> members = (Map<?, ?>) json;
      SortedMap<String, String> constraints = new TreeMap<>();
      if (members.get("constraints") instanceof Map<?, ?> recorded) {
        recorded.forEach((name, limit) -> constraints.put((String) name, (String) limit));
      }
      return new Value(
          (String) members.get("in"),
          (String) members.get("type"),
          (String) members.get("default"),
          constraints);
    }

    @JsonValue
    Object json() {
      if (in.isEmpty() && defaultValue == null && constraints.isEmpty()) {
        return type;
      }
      Map<String, Object> members = new LinkedHashMap<>();
      if (!in.isEmpty()) {
        members.put("in", in);
      }
      members.put("type", type);
      if (defaultValue != null) {
        members.put("default", defaultValue);
      }
      if (!constraints.isEmpty()) {
        members.put("constraints", constraints);
      }
      return members;
    }

    /** Whether a request may leave it out. */
    boolean isOptional() {
      return defaultValue != null || ContractDocument.isOptional(type);
    }
  }

  /**
   * A type.
   *
   * @param kind record, value, enum or sealed
   * @param variants the types of a sealed interface, by discriminator
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Shape(
      String kind,
      SortedMap<String, Value> components,
      List<String> constants,
      SortedMap<String, String> variants) {
    Shape {
      components = sorted(components);
      constants = constants == null ? List.of() : constants.stream().sorted().toList();
      variants = sorted(variants);
    }
  }

  /** A declared exception. */
  record Refusal(int status, SortedMap<String, String> fields) {
    Refusal {
      fields = sorted(fields);
    }
  }

  /**
   * An event; its class does not count.
   *
   * @param key the component that orders it
   */
  record Fact(String key, SortedMap<String, String> components) {
    Fact {
      key = text(key);
      components = sorted(components);
    }
  }

  /** Whether whoever sends a value of the type may leave it out. */
  static boolean isOptional(String type) {
    return type.startsWith("Optional<") || type.startsWith("List<");
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }

  private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    return map == null ? new TreeMap<>() : new TreeMap<>(map);
  }
}
