package dev.cleave.runtime.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cleave.Page;
import dev.cleave.runtime.json.ContractJson;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The schemas of contract types, as {@link ContractJson} reads and writes them. Records, enums and
 * sealed interfaces become components, named by their simple names.
 */
final class Schemas {
  /** Keeps decimals as they are written. */
  static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

  private static final String REFERENCE = "#/components/schemas/";
  private static final Map<Class<?>, List<String>> SCALARS =
      Map.ofEntries(
          Map.entry(String.class, List.of("string")),
          Map.entry(int.class, List.of("integer", "int32")),
          Map.entry(Integer.class, List.of("integer", "int32")),
          Map.entry(long.class, List.of("integer", "int64")),
          Map.entry(Long.class, List.of("integer", "int64")),
          Map.entry(boolean.class, List.of("boolean")),
          Map.entry(Boolean.class, List.of("boolean")),
          Map.entry(BigDecimal.class, List.of("number")),
          Map.entry(Instant.class, List.of("string", "date-time")),
          Map.entry(LocalDate.class, List.of("string", "date")),
          Map.entry(UUID.class, List.of("string", "uuid")));

  private final Map<String, ObjectNode> components = new TreeMap<>();
  private final Map<Class<?>, String> names = new HashMap<>();
  private boolean listsMayBeLeftOut;

  /**
   * Reads what requests hold, which must be done first: there a list may be left out, while in what
   * is only ever a response every list is written.
   */
  void requests(Stream<AnnotatedType> bodies) {
    listsMayBeLeftOut = true;
    bodies.forEach(body -> of(body.getType(), body));
    listsMayBeLeftOut = false;
  }

  /** The components so far, by name. */
  Map<String, ObjectNode> components() {
    return components;
  }

  /** The schema of a type with the constraints at its place, a parameter or an accessor. */
  ObjectNode of(AnnotatedType type, AnnotatedElement place) {
    Set<Annotation> annotations = new LinkedHashSet<>(List.of(type.getAnnotations()));
    annotations.addAll(List.of(place.getAnnotations()));
    ObjectNode schema = of(type.getType(), type);
    Constraints.apply(annotations, schema);
    return schema;
  }

  ObjectNode of(Type type) {
    return of(type, null);
  }

  private ObjectNode of(Type type, AnnotatedType annotated) {
    if (type instanceof ParameterizedType generic) {
      ObjectNode argument =
          annotated instanceof AnnotatedParameterizedType parameters
              ? argument(parameters.getAnnotatedActualTypeArguments()[0])
              : of(generic.getActualTypeArguments()[0]);
      if (generic.getRawType() == Optional.class) {
        return nullable(argument);
      }
      if (generic.getRawType() == List.class || generic.getRawType() == Page.class) {
        return JSON.objectNode().put("type", "array").set("items", argument);
      }
    }
    if (SCALARS.containsKey(type)) {
      List<String> scalar = SCALARS.get(type);
      ObjectNode schema = JSON.objectNode().put("type", scalar.get(0));
      return scalar.size() == 1 ? schema : schema.put("format", scalar.get(1));
    }
    return type instanceof Class<?> component ? reference(nameOf(component)) : JSON.objectNode();
  }

  private ObjectNode argument(AnnotatedType argument) {
    return of(argument, argument);
  }

  private static ObjectNode nullable(ObjectNode schema) {
    if (schema.path("type").isTextual()) {
      String type = schema.get("type").textValue();
      schema.putArray("type").add(type).add("null");
      return schema;
    }
    ObjectNode either = JSON.objectNode();
    either.putArray("anyOf").add(schema).addObject().put("type", "null");
    return either;
  }

  static ObjectNode reference(String component) {
    return JSON.objectNode().put("$ref", REFERENCE + component);
  }

  /** The schema itself, or the component that it refers to. */
  ObjectNode resolved(ObjectNode schema) {
    return schema.has("$ref")
        ? components.get(schema.get("$ref").textValue().substring(REFERENCE.length()))
        : schema;
  }

  private String nameOf(Class<?> type) {
    String known = names.get(type);
    if (known != null) {
      return known;
    }
    String name = claim(type);
    components.get(name).setAll(component(type));
    return name;
  }

  /**
   * A name for a component that is yet empty: the simple name after those of the enclosing types;
   * if that is taken, with the last part of the package; if that is taken too, the full name.
   */
  String claim(Class<?> type) {
    String name = type.getSimpleName();
    for (Class<?> outer = type.getEnclosingClass(); outer != null; ) {
      name = outer.getSimpleName() + name;
      outer = outer.getEnclosingClass();
    }
    if (components.containsKey(name)) {
      String home = type.getPackageName().replaceAll(".*\\.", "");
      name = Character.toUpperCase(home.charAt(0)) + home.substring(1) + name;
    }
    if (components.containsKey(name)) {
      name = type.getName();
    }
    names.put(type, name);
    components.put(name, JSON.objectNode());
    return name;
  }

  private ObjectNode component(Class<?> type) {
    if (type.isEnum()) {
      ObjectNode schema = JSON.objectNode().put("type", "string");
      ArrayNode constants = schema.putArray("enum");
      Stream.of(type.getEnumConstants()).forEach(c -> constants.add(((Enum<?>) c).name()));
      return schema;
    }
    if (type.isSealed()) {
      return oneOf(type);
    }
    if (ContractJson.isBare(type)) {
      return of(type.getRecordComponents()[0]);
    }
    return type.isRecord() ? object(type) : JSON.objectNode();
  }

  private ObjectNode of(RecordComponent component) {
    return of(component.getAnnotatedType(), component.getAccessor());
  }

  private ObjectNode oneOf(Class<?> type) {
    ObjectNode schema = JSON.objectNode();
    ArrayNode variants = schema.putArray("oneOf");
    ObjectNode mapping =
        schema.putObject("discriminator").put("propertyName", "type").putObject("mapping");
    for (Class<?> variant : type.getPermittedSubclasses()) {
      ObjectNode reference = reference(nameOf(variant));
      variants.add(reference);
      mapping.set(ContractJson.variantName(variant).orElseThrow(), reference.get("$ref"));
    }
    return schema;
  }

  private ObjectNode object(Class<?> type) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.arrayNode();
    ContractJson.variantName(type)
        .ifPresent(
            name -> {
              properties.putObject("type").put("const", name);
              required.add("type");
            });
    for (RecordComponent component : type.getRecordComponents()) {
      ObjectNode property = of(component);
      properties.set(component.getName(), property);
      if (isRequired(component.getType(), property)) {
        required.add(component.getName());
      }
    }
    return required.isEmpty() ? schema : schema.set("required", required);
  }

  /** An absent optional is empty; so is an absent list, which may break its minimal size. */
  private boolean isRequired(Class<?> type, ObjectNode schema) {
    boolean mayBeEmpty = type == Optional.class || type == List.class && listsMayBeLeftOut;
    return !mayBeEmpty || schema.has("minItems");
  }
}
