package dev.cleave.grpc.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One message.
 *
 * @param name unique in its file
 * @param kind what it stands for
 * @param javaType the record, sealed interface or exception; empty for requests and responses
 * @param fields in the order of their declaration
 * @param reserved numbers that no field may have any more, with the names that had them
 */
public record MessageSchema(
    String name,
    Kind kind,
    Optional<Class<?>> javaType,
    List<FieldSchema> fields,
    Map<String, Integer> reserved) {
  /** What a message stands for. */
  public enum Kind {
    /** The arguments of a method. */
    REQUEST,
    /** Its result: the field {@code result}, the components of a page, or nothing. */
    RESPONSE,
    RECORD,
    /** A sealed interface: all fields are in one {@code oneof}. */
    VARIANTS,
    /** A declared exception. */
    PROBLEM
  }

  public MessageSchema {
    fields = List.copyOf(fields);
    reserved = Map.copyOf(reserved);
  }
}
