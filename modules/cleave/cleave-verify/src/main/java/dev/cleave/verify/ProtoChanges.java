package dev.cleave.verify;

import dev.cleave.verify.RecordedProto.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares a contract with the numbers and the {@code .proto} that lie in its source tree. */
final class ProtoChanges {
  private static final String RESTORE =
      "the number it had: restore both files from version control, then run this test with -D"
          + ContractSnapshot.UPDATE
          + "=proto";
  static final String RUN =
      "running this test with -D%s=proto, and committing both files"
          .formatted(ContractSnapshot.UPDATE);

  private final ProtoContract contract;
  private final FieldNumbers numbers;
  private final RecordedProto recorded;
  private final Map<String, ProtoType> types;
  private final List<Violation> violations = new ArrayList<>();

  ProtoChanges(ProtoContract contract, FieldNumbers numbers, RecordedProto recorded) {
    this.contract = contract;
    this.numbers = numbers;
    this.recorded = recorded;
    this.types = contract.typesByName();
  }

  /** What must not be, whoever asks: numbers that contradict each other or what was. */
  List<Violation> contradictions() {
    violations.clear();
    contract
        .collisions()
        .forEach((where, what) -> add(where, what, "names that differ in more than their case"));
    numbers.faults().forEach((key, what) -> add(key, what, RESTORE));
    if (!violations.isEmpty()) {
      return List.copyOf(violations);
    }
    Map<String, String> usedByProto = byProtoName(numbers.used());
    Map<String, String> reservedByProto = byProtoName(numbers.reserved());
    recorded
        .entries()
        .forEach(
            (name, was) -> {
              String used = usedByProto.get(name);
              String reserved = reservedByProto.get(name);
              if (used != null) {
                checkNumber(used, was, numbers.used().get(used));
              } else if (reserved != null) {
                checkNumber(reserved, was, numbers.reserved().get(reserved));
              } else {
                lost(name, was);
              }
            });
    return List.copyOf(violations);
  }

  private void checkNumber(String key, Entry was, int now) {
    if (was.number() != now) {
      add(
          key,
          "has the number %d in the .proto and %d in the .numbers: a number never changes"
              .formatted(was.number(), now),
          RESTORE);
    }
  }

  private void lost(String name, Entry was) {
    String type = FieldNumbers.typeOf(name);
    SortedMap<String, Integer> used = FieldNumbers.ofType(numbers.used(), type);
    String taken =
        used.entrySet().stream()
            .filter(entry -> entry.getValue() == was.number())
            .map(entry -> ", and %s.%s has it now".formatted(type, entry.getKey()))
            .findFirst()
            .orElse("");
    add(
        name,
        "has the number %d in the .proto, which the .numbers no longer keep%s"
            .formatted(was.number(), taken),
        "a number that is no longer used stays as a line \"reserved %s.<name in Java> = %d\": restore"
                .formatted(type, was.number())
            + " the file from version control");
  }

  private Map<String, String> byProtoName(SortedMap<String, Integer> keys) {
    Map<String, String> names = new TreeMap<>();
    keys.keySet()
        .forEach(key -> names.put(FieldNumbers.key(FieldNumbers.typeOf(key), protoName(key)), key));
    return names;
  }

  private String protoName(String key) {
    String type = FieldNumbers.typeOf(key);
    String entry = FieldNumbers.entryOf(key);
    ProtoType now = types.get(type);
    if (now != null) {
      return now.protoName(entry);
    }
    return numbers.isEnum(type)
        ? new ProtoType.Enumeration(type, "", List.of()).protoName(entry)
        : ProtoField.snake(entry);
  }

  /** Fields that came back as something else than they were. */
  List<Violation> reused() {
    violations.clear();
    eachField(
        (key, field, was) -> {
          Integer kept = numbers.reserved().get(key);
          if (kept != null && !was.equals(field.spec())) {
            add(
                key,
                "uses a reserved name again: it was %s of the number %d, and is %s"
                    .formatted(was.isEmpty() ? "another type" : was, kept, field.spec()),
                "a field of another name, which gets another number");
          }
        });
    return List.copyOf(violations);
  }

  /** Fields that became something else under their number. */
  List<Violation> retyped() {
    violations.clear();
    eachField(
        (key, field, was) -> {
          Integer number = numbers.used().get(key);
          if (number != null && !was.isEmpty() && !isCompatible(was, field.spec())) {
            add(
                key,
                "changed its type under the number %d from %s to %s"
                    .formatted(number, was, field.spec()),
                "a new field of another name; a break that is meant is recorded with -D%s=breaking"
                    .formatted(ContractSnapshot.UPDATE));
          }
        });
    return List.copyOf(violations);
  }

  private interface FieldCheck {
    void check(String key, ProtoField field, String was);
  }

  private void eachField(FieldCheck check) {
    for (ProtoType type : types.values()) {
      if (type instanceof ProtoType.Message message) {
        for (ProtoField field : message.fields()) {
          check.check(
              FieldNumbers.key(type.name(), field.name()),
              field,
              recorded.spec(type.name(), field.protoName()));
        }
      }
    }
  }

  /** Whether the same bytes mean the same: only that it may be told to be absent differs. */
  private static boolean isCompatible(String was, String is) {
    return was.replace("optional ", "").equals(is.replace("optional ", ""));
  }

  /** What an update would record. */
  List<Violation> unrecorded() {
    violations.clear();
    for (ProtoType type : types.values()) {
      for (String entry : type.entries()) {
        String key = FieldNumbers.key(type.name(), entry);
        if (numbers.reserved().containsKey(key)) {
          add(key, "is back, and its number is still reserved", RUN);
        } else if (!numbers.used().containsKey(key)) {
          add(key, "has no number yet", RUN);
        }
      }
    }
    FieldNumbers then = numbers.with(types.values());
    numbers
        .used()
        .forEach(
            (key, number) -> {
              if (!then.used().containsKey(key)) {
                add(
                    key,
                    "was removed or renamed, and its number %d is not reserved".formatted(number),
                    RUN);
              }
            });
    return List.copyOf(violations);
  }

  private void add(String place, String what, String allowed) {
    violations.add(
        new Violation(
            Rule.FIELD_NUMBERS, contract.module(), contract.name(), place, what, allowed));
  }
}
