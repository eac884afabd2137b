package dev.cleave.verify;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .proto} as {@link ProtoText} wrote it: what it says of numbers, and of which type each
 * one was. It reads no other.
 *
 * @param entries by {@code Message.proto_name}
 */
record RecordedProto(Map<String, Entry> entries) {
  private static final Pattern TYPE = Pattern.compile("(?:message|enum) (\\w+) \\{.*");
  private static final Pattern RESERVED = Pattern.compile("reserved (\\d+); // (?:(.+) )?(\\w+)");
  private static final Pattern FIELD =
      Pattern.compile("(?:((?:optional |repeated )?[\\w.]+) )?(\\w+) = (\\d+);");

  RecordedProto {
    entries = Collections.unmodifiableMap(new TreeMap<>(entries));
  }

  /**
   * A field or constant.
   *
   * @param spec label and type; empty for a constant
   */
  record Entry(int number, String spec, boolean isReserved) {}

  static RecordedProto parse(String text) {
    Map<String, Entry> entries = new TreeMap<>();
    String type = "";
    for (String raw : text.lines().toList()) {
      String line = raw.strip();
      Matcher header = TYPE.matcher(line);
      Matcher reserved = RESERVED.matcher(line);
      Matcher field = FIELD.matcher(line);
      if (header.matches()) {
        type = header.group(1);
      } else if (reserved.matches() && !type.isEmpty()) {
        entries.put(
            FieldNumbers.key(type, reserved.group(3)),
            entry(reserved.group(1), reserved.group(2), true));
      } else if (field.matches() && !type.isEmpty()) {
        entries.put(
            FieldNumbers.key(type, field.group(2)), entry(field.group(3), field.group(1), false));
      }
    }
    return new RecordedProto(entries);
  }

  private static Entry entry(String number, String spec, boolean isReserved) {
    long parsed = number.length() > 10 ? Long.MAX_VALUE : Long.parseLong(number);
    return new Entry(
        (int) Math.min(parsed, Integer.MAX_VALUE), spec == null ? "" : spec, isReserved);
  }

  /** Label and type that a field has or had; empty if it is not known. */
  String spec(String type, String protoName) {
    Entry entry = entries.get(FieldNumbers.key(type, protoName));
    return entry == null ? "" : entry.spec();
  }
}
