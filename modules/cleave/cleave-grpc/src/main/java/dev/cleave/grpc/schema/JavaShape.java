package dev.cleave.grpc.schema;

import dev.cleave.grpc.schema.FieldSchema.ProtoType;
import dev.cleave.runtime.json.ContractJson;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a Java type is made of, as far as a field is concerned.
 *
 * @param container how many there may be
 * @param element what there is one or many of; may be a record that travels as its bare value
 */
public record JavaShape(Container container, Class<?> element) {
  private static final Map<Class<?>, ProtoType> SCALARS =
      Map.ofEntries(
          Map.entry(String.class, ProtoType.STRING),
          Map.entry(UUID.class, ProtoType.STRING),
          Map.entry(BigDecimal.class, ProtoType.STRING),
          Map.entry(LocalDate.class, ProtoType.STRING),
          Map.entry(int.class, ProtoType.INT32),
          Map.entry(Integer.class, ProtoType.INT32),
          Map.entry(long.class, ProtoType.INT64),
          Map.entry(Long.class, ProtoType.INT64),
          Map.entry(boolean.class, ProtoType.BOOL),
          Map.entry(Boolean.class, ProtoType.BOOL),
          Map.entry(Instant.class, ProtoType.TIMESTAMP));

  /** How many values a field may have. */
  public enum Container {
    ONE,
    OPTIONAL,
    LIST
  }

  /**
   * The shape of a type.
   *
   * @throws IllegalArgumentException if no field can carry it
   */
  public static JavaShape of(Type type) {
    if (type instanceof Class<?> one) {
      return new JavaShape(Container.ONE, one);
    }
    if (type instanceof ParameterizedType generic
        && generic.getActualTypeArguments()[0] instanceof Class<?> element) {
      if (generic.getRawType() == List.class) {
        return new JavaShape(Container.LIST, element);
      }
      if (generic.getRawType() == Optional.class) {
        return new JavaShape(Container.OPTIONAL, element);
      }
    }
    throw new IllegalArgumentException(
        "no field can carry a %s: use a record, a List or an Optional of one."
            .formatted(type.getTypeName()));
  }

  /** What of the element stands on the wire. */
  public Class<?> carried() {
    Class<?> type = element;
    while (ContractJson.isBare(type)) {
      type = type.getRecordComponents()[0].getType();
    }
    return type;
  }

  /** The type of the field. */
  public ProtoType protoType() {
    Class<?> type = carried();
    ProtoType scalar = SCALARS.get(type);
    if (scalar != null) {
      return scalar;
    }
    if (type.isEnum()) {
      return ProtoType.ENUM;
    }
    if (type.isRecord() || type.isInterface() && type.isSealed()) {
      return ProtoType.MESSAGE;
    }
    throw new IllegalArgumentException("no field can carry a %s.".formatted(type.getName()));
  }

  /** The label of the field. */
  public FieldSchema.Label label() {
    if (container == Container.LIST) {
      return FieldSchema.Label.REPEATED;
    }
    ProtoType type = protoType();
    boolean hasPresence = type == ProtoType.MESSAGE || type == ProtoType.TIMESTAMP;
    return hasPresence || element.isPrimitive()
        ? FieldSchema.Label.NONE
        : FieldSchema.Label.OPTIONAL;
  }
}
