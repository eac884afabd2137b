package dev.cleave.grpc.schema;

import java.lang.reflect.Type;
import java.util.Optional;

/**
 * One field of a message.
 *
 * @param name the Java name of what it carries: a parameter, a record's component, a member of an
 *     exception
 * @param number as it stands on the wire
 * @param label what is written before its type
 * @param type its type
 * @param reference the simple name of the message or enum, if it is of one
 * @param javaType the generic type of what it carries
 */
public record FieldSchema(
    String name,
    int number,
    Label label,
    ProtoType type,
    Optional<String> reference,
    Type javaType) {
  /** What stands before the type of a field. */
  public enum Label {
    /** A primitive, which is zero when absent, or a message, which has presence by itself. */
    NONE,
    /** Absent and empty differ: an {@code Optional}, or an object that may be {@code null}. */
    OPTIONAL,
    /** A {@code List}. */
    REPEATED
  }

  /** The types that contracts need. */
  public enum ProtoType {
    STRING,
    INT32,
    INT64,
    BOOL,
    /** {@code google.protobuf.Timestamp}. */
    TIMESTAMP,
    ENUM,
    MESSAGE
  }
}
