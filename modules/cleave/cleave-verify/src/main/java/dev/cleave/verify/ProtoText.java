package dev.cleave.verify;

import dev.cleave.verify.ProtoType.Enumeration;
import dev.cleave.verify.ProtoType.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the {@code .proto} of a contract. */
final class ProtoText {
  private final ProtoContract contract;
  private final FieldNumbers numbers;
  private final RecordedProto before;
  private final StringBuilder text = new StringBuilder();

  private ProtoText(ProtoContract contract, FieldNumbers numbers, RecordedProto before) {
    this.contract = contract;
    this.numbers = numbers;
    this.before = before;
  }

  /**
   * @param before what it said until now: it remembers the types of what was removed
   */
  static String of(ProtoContract contract, FieldNumbers numbers, RecordedProto before) {
    return new ProtoText(contract, numbers, before).write();
  }

  private String write() {
    text.append(
        """
        // How %1$s is called over gRPC.
        // Written from the contract by its test with -D%2$s=proto: do not edit it.
        // The numbers are kept in %3$s.numbers.
        syntax = "proto3";

        package %4$s;
        """
            .formatted(
                contract.javaName(),
                ContractSnapshot.UPDATE,
                contract.name(),
                contract.packageName()));
    if (contract.usesTimestamp()) {
      text.append("\nimport \"google/protobuf/timestamp.proto\";\n");
    }
    service();
    contract.types().forEach(this::type);
    retired().forEach(this::type);
    return text.toString();
  }

  private void service() {
    text.append("\nservice %s {\n".formatted(contract.name()));
    contract
        .calls()
        .forEach(
            call ->
                text.append(
                    "  // %1$s\n  rpc %2$s(%2$sRequest) returns (%2$sResponse);\n"
                        .formatted(call.comment(), call.name())));
    text.append("}\n");
  }

  /** Types of which nothing but the numbers is left. */
  private List<ProtoType> retired() {
    Set<String> names = new TreeSet<>();
    numbers.used().keySet().forEach(key -> names.add(FieldNumbers.typeOf(key)));
    numbers.reserved().keySet().forEach(key -> names.add(FieldNumbers.typeOf(key)));
    names.removeAll(contract.typesByName().keySet());
    String comment = "No longer used; its numbers stay reserved.";
    return names.stream()
        .map(
            name ->
                numbers.isEnum(name)
                    ? new Enumeration(name, comment, List.of(ProtoType.ZERO))
                    : (ProtoType) new Message(name, comment, List.of(), false))
        .toList();
  }

  private void type(ProtoType type) {
    text.append('\n');
    if (!type.comment().isEmpty()) {
      text.append("// ").append(type.comment()).append('\n');
    }
    List<String> lines = new ArrayList<>(reserved(type));
    lines.addAll(entries(type));
    String kind = type instanceof Enumeration ? "enum" : "message";
    text.append(kind).append(' ').append(type.name()).append(" {");
    lines.forEach(line -> text.append("\n  ").append(line));
    text.append(lines.isEmpty() ? "}\n" : "\n}\n");
  }

  private List<String> reserved(ProtoType type) {
    SortedMap<Integer, String> byNumber = new TreeMap<>();
    FieldNumbers.ofType(numbers.reserved(), type.name())
        .forEach((entry, number) -> byNumber.put(number, type.protoName(entry)));
    List<String> lines = new ArrayList<>();
    byNumber.forEach(
        (number, name) -> {
          String spec = before.spec(type.name(), name);
          lines.add(
              "reserved %d; // %s%s".formatted(number, spec.isEmpty() ? "" : spec + " ", name));
          lines.add("reserved \"%s\";".formatted(name));
        });
    return lines;
  }

  private List<String> entries(ProtoType type) {
    Map<String, Integer> of = FieldNumbers.ofType(numbers.used(), type.name());
    List<String> sorted =
        type.entries().stream()
            .filter(of::containsKey)
            .sorted(Comparator.comparing(of::get))
            .toList();
    List<String> lines = new ArrayList<>();
    for (String entry : sorted) {
      lines.add("%s%s = %d;".formatted(spec(type, entry), type.protoName(entry), of.get(entry)));
    }
    if (type instanceof Message message && message.isOneof()) {
      lines.replaceAll("  "::concat);
      lines.add(0, "oneof %s {".formatted(ProtoType.ONEOF));
      lines.add("}");
    }
    return lines;
  }

  private static String spec(ProtoType type, String entry) {
    return type instanceof Message message
        ? message.fields().stream()
            .filter(field -> field.name().equals(entry))
            .map(field -> field.spec() + " ")
            .findFirst()
            .orElse("")
        : "";
  }
}
