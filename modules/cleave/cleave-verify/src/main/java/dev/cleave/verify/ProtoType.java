package dev.cleave.verify;

import java.util.List;
import java.util.Locale;

/** A type of a {@code .proto}: what has numbers of its own. */
sealed interface ProtoType {
  /** By which a message carries one of its fields and no other. */
  String ONEOF = "variant";

  /** An enum's entry of number 0, as which a reader takes what it does not know. */
  String ZERO = "UNKNOWN";

  String name();

  /** One sentence for its comment, or empty. */
  String comment();

  /** The names that need a number, as in Java, in the order in which new ones get theirs. */
  List<String> entries();

  /** What an entry is called in the {@code .proto}. */
  String protoName(String entry);

  /**
   * A message.
   *
   * @param isOneof whether it has one of its fields at a time
   */
  record Message(String name, String comment, List<ProtoField> fields, boolean isOneof)
      implements ProtoType {
    @Override
    public List<String> entries() {
      return fields.stream().map(ProtoField::name).toList();
    }

    @Override
    public String protoName(String entry) {
      return ProtoField.snake(entry);
    }
  }

  /** An enum; {@link #ZERO} is one of its constants. */
  record Enumeration(String name, String comment, List<String> constants) implements ProtoType {
    @Override
    public List<String> entries() {
      return constants;
    }

    @Override
    public String protoName(String entry) {
      return ProtoField.snake(name).toUpperCase(Locale.ROOT) + "_" + entry;
    }
  }
}
