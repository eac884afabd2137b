package dev.cleave.verify;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers by which the fields and constants of one contract travel, as they lie beside its
 * {@code .proto}. A number is given once: what was removed keeps it, reserved.
 *
 * @param used by {@code Message.field} and {@code Enum.CONSTANT}, with their names in Java
 * @param reserved the same, of what was removed
 */
record FieldNumbers(SortedMap<String, Integer> used, SortedMap<String, Integer> reserved) {
  static final int LARGEST = (1 << 29) - 1;

  /** What protobuf keeps for itself. */
  private static final int FIRST_KEPT = 19_000;

  private static final int LAST_KEPT = 19_999;

  private static final Pattern LINE =
      Pattern.compile(
          "(reserved +)?(\\w+\\.\\w+) *= *(\\d{1,10})", Pattern.UNICODE_CHARACTER_CLASS);

  FieldNumbers {
    used = Collections.unmodifiableSortedMap(new TreeMap<>(used));
    reserved = Collections.unmodifiableSortedMap(new TreeMap<>(reserved));
  }

  static FieldNumbers none() {
    return new FieldNumbers(new TreeMap<>(), new TreeMap<>());
  }

  /**
   * @param source where the text is from, for messages
   * @throws IllegalArgumentException if a line is none, or says a second thing of a name
   */
  static FieldNumbers parse(String text, String source) {
    FieldNumbers parsed = new FieldNumbers(new TreeMap<>(), new TreeMap<>());
    SortedMap<String, Integer> used = new TreeMap<>(parsed.used);
    SortedMap<String, Integer> reserved = new TreeMap<>(parsed.reserved);
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches() || Long.parseLong(matcher.group(3)) > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "%s line %d is neither \"Message.field = 1\" nor \"reserved Message.field = 1\": %s"
                .formatted(source, number, line));
      }
      SortedMap<String, Integer> into = matcher.group(1) == null ? used : reserved;
      if (into.put(matcher.group(2), Integer.valueOf(matcher.group(3))) != null) {
        throw new IllegalArgumentException(
            "%s line %d gives a second number to %s".formatted(source, number, matcher.group(2)));
      }
    }
    return new FieldNumbers(used, reserved);
  }

  /** The file: sorted, the same on every machine. */
  String text(ProtoContract contract) {
    StringBuilder text =
        new StringBuilder(
            """
            # The numbers of %s.proto, which never change: one that is no longer used stays reserved.
            # Written by its contract's test with -D%s=proto.
            """
                .formatted(contract.name(), ContractSnapshot.UPDATE));
    used.forEach((key, number) -> text.append(key).append(" = ").append(number).append('\n'));
    reserved.forEach(
        (key, number) ->
            text.append("reserved ").append(key).append(" = ").append(number).append('\n'));
    return text.toString();
  }

  static String key(String type, String entry) {
    return type + "." + entry;
  }

  static String typeOf(String key) {
    return key.substring(0, key.indexOf('.'));
  }

  static String entryOf(String key) {
    return key.substring(key.indexOf('.') + 1);
  }

  /** What of a type has a number, by name. */
  static SortedMap<String, Integer> ofType(SortedMap<String, Integer> numbers, String type) {
    SortedMap<String, Integer> found = new TreeMap<>();
    numbers
        .subMap(type + ".", type + "/")
        .forEach((key, number) -> found.put(entryOf(key), number));
    return found;
  }

  /** Whether it is, or was, an enum: nothing else has an entry of number 0. */
  boolean isEnum(String type) {
    return Integer.valueOf(0).equals(used.get(key(type, ProtoType.ZERO)));
  }

  /**
   * The numbers for a contract: what has one keeps it, what is new gets the next one that was never
   * used, what returns gets its own back, and what is gone is reserved. The zero of an enum stays,
   * whatever becomes of the enum.
   */
  FieldNumbers with(Collection<ProtoType> types) {
    SortedMap<String, Integer> nowUsed = new TreeMap<>();
    SortedMap<String, Integer> nowReserved = new TreeMap<>(reserved);
    nowReserved.putAll(used);
    for (ProtoType type : types) {
      for (String entry : type.entries()) {
        String key = key(type.name(), entry);
        Integer known = nowReserved.remove(key);
        if (known != null) {
          nowUsed.put(key, known);
        }
      }
    }
    for (ProtoType type : types) {
      boolean isEnum = type instanceof ProtoType.Enumeration;
      for (String entry : type.entries()) {
        nowUsed.computeIfAbsent(
            key(type.name(), entry),
            key ->
                isEnum && entry.equals(ProtoType.ZERO)
                    ? 0
                    : next(type.name(), nowUsed, nowReserved));
      }
    }
    used.forEach(
        (key, number) -> {
          if (number == 0 && nowReserved.remove(key) != null) {
            nowUsed.put(key, number);
          }
        });
    return new FieldNumbers(nowUsed, nowReserved);
  }

  private static int next(
      String type, SortedMap<String, Integer> used, SortedMap<String, Integer> reserved) {
    int largest = 0;
    for (SortedMap<String, Integer> numbers : List.of(used, reserved)) {
      for (int number : ofType(numbers, type).values()) {
        largest = Math.max(largest, number);
      }
    }
    return largest + 1 >= FIRST_KEPT && largest + 1 <= LAST_KEPT ? LAST_KEPT + 1 : largest + 1;
  }

  /** What no {@code .proto} could say, as the predicates of sentences about names. */
  Map<String, String> faults() {
    Map<String, String> faults = new TreeMap<>();
    Map<String, String> byNumber = new TreeMap<>();
    used.forEach(
        (key, number) -> {
          String type = typeOf(key);
          if (reserved.containsKey(key)) {
            faults.put(key, "is used and reserved at once");
          }
          check(key, number, faults);
          String other = byNumber.putIfAbsent(type + "=" + number, key);
          if (other != null) {
            faults.put(key, "has the number %d, as %s has".formatted(number, other));
          }
        });
    reserved.forEach(
        (key, number) -> {
          String other = byNumber.putIfAbsent(typeOf(key) + "=" + number, key);
          if (other != null && !other.equals(key)) {
            faults.put(
                other,
                "has the number %d, which is reserved for what was %s"
                    .formatted(number, entryOf(key)));
          }
          check(key, number, faults);
        });
    return faults;
  }

  private void check(String key, int number, Map<String, String> faults) {
    boolean inEnum = isEnum(typeOf(key));
    boolean isZero = entryOf(key).equals(ProtoType.ZERO) && inEnum;
    if (number == 0 && !isZero) {
      faults.put(key, "has the number 0, which only an enum's %s has".formatted(ProtoType.ZERO));
    } else if (!inEnum && number > LARGEST) {
      faults.put(key, "has the number %d; the largest is %d".formatted(number, LARGEST));
    } else if (!inEnum && number >= FIRST_KEPT && number <= LAST_KEPT) {
      faults.put(
          key,
          "has the number %d; protobuf keeps %d to %d for itself"
              .formatted(number, FIRST_KEPT, LAST_KEPT));
    }
  }
}
