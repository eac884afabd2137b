package dev.cleave.verify;

import java.util.Locale;

/**
 * A field of a message.
 *
 * @param name as in Java; in the {@code .proto} it is in snake case
 * @param type as in the {@code .proto}
 */
record ProtoField(String name, Label label, String type) {
  /** What stands before the type. */
  enum Label {
    NONE,
    OPTIONAL,
    REPEATED
  }

  /** {@code optional string}: what must stay as it is under a number. */
  String spec() {
    return label == Label.NONE ? type : label.name().toLowerCase(Locale.ROOT) + " " + type;
  }

  String protoName() {
    return snake(name);
  }

  /** {@code postalCode} is {@code postal_code}. */
  static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
