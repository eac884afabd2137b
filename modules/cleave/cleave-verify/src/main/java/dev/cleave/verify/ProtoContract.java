package dev.cleave.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A contract interface as a gRPC service.
 *
 * @param javaName of the interface, with its package
 * @param calls its methods, by name
 * @param types all messages and enums, in the order of the file
 */
record ProtoContract(
    String module, String name, String javaName, List<Call> calls, List<ProtoType> types) {
  ProtoContract {
    calls = List.copyOf(calls);
    types = List.copyOf(types);
  }

  /**
   * A method.
   *
   * @param comment who may call it, what it is, how it may be refused
   */
  record Call(String name, String comment) {}

  /** {@code cleave.accounts}, or {@code cleave.catalog.categories} for a further contract. */
  String packageName() {
    String own = "cleave." + module.replace('-', '_');
    return name.equalsIgnoreCase(module) ? own : own + "." + name.toLowerCase(Locale.ROOT);
  }

  Map<String, ProtoType> typesByName() {
    Map<String, ProtoType> byName = new TreeMap<>();
    types.forEach(type -> byName.put(type.name(), type));
    return byName;
  }

  boolean usesTimestamp() {
    return types.stream()
        .anyMatch(
            type ->
                type instanceof ProtoType.Message message
                    && message.fields().stream()
                        .anyMatch(field -> field.type().equals(ProtoReader.TIMESTAMP)));
  }

  /** Names that a {@code .proto} could not tell apart, as the predicates of sentences. */
  Map<String, String> collisions() {
    Map<String, String> found = new TreeMap<>();
    Map<String, String> inPackage = new TreeMap<>(Map.of(name, "the service"));
    for (ProtoType type : types) {
      taken(inPackage, type.name(), "the type " + type.name(), type.name(), found);
      Map<String, String> inType =
          type instanceof ProtoType.Enumeration ? inPackage : new TreeMap<>();
      for (String entry : new ArrayList<>(type.entries())) {
        String where = type.name() + "." + entry;
        taken(inType, type.protoName(entry), where, where, found);
      }
    }
    return found;
  }

  private static void taken(
      Map<String, String> names, String name, String what, String where, Map<String, String> into) {
    String other = names.putIfAbsent(name, what);
    if (other != null) {
      into.put(where, "would be called %s in the .proto, as %s is".formatted(name, other));
    }
  }
}
