package dev.cleave.grpc.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One enum.
 *
 * @param name its simple name
 * @param javaType the Java enum
 * @param numbers of its constants by their Java names; {@code UNKNOWN} is first, and 0
 * @param reserved numbers that no constant may have any more, with the names that had them
 */
public record EnumSchema(
    String name, Class<?> javaType, Map<String, Integer> numbers, Map<String, Integer> reserved) {
  /** The constant that stands for those that are not known here. */
  public static final String UNKNOWN = "UNKNOWN";

  public EnumSchema {
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    reserved = Map.copyOf(reserved);
  }

  /** How a constant is called in the file: {@code ORDER_STATE_PLACED}. */
  public String valueName(String constant) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(java.util.Locale.ROOT)
        + "_"
        + constant;
  }
}
