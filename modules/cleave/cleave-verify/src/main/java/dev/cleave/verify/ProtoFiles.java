package dev.cleave.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The {@code .proto} and the {@code .numbers} of one contract, as they are and as they should be.
 */
final class ProtoFiles {
  private final ProtoContract contract;
  private final Path proto;
  private final Path numbers;
  private final RecordedProto recorded;
  private final FieldNumbers known;

  /**
   * @throws IllegalStateException if the numbers on the disk cannot be read
   */
  ProtoFiles(Path folder, ProtoContract contract) {
    this.contract = contract;
    this.proto = folder.resolve(contract.name() + ".proto");
    this.numbers = folder.resolve(contract.name() + ".numbers");
    this.recorded =
        Files.exists(proto) ? RecordedProto.parse(read(proto)) : new RecordedProto(Map.of());
    this.known = Files.exists(numbers) ? parse(numbers) : FieldNumbers.none();
  }

  private static FieldNumbers parse(Path file) {
    try {
      return FieldNumbers.parse(read(file), file.toString());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          e.getMessage() + ". Restore the file from version control", e);
    }
  }

  /**
   * What is wrong and no update mends.
   *
   * @param isBreakMeant whether types may change under their numbers
   */
  List<Violation> refused(boolean isBreakMeant) {
    if (Files.exists(proto) != Files.exists(numbers)) {
      Path missing = Files.exists(proto) ? numbers : proto;
      return List.of(
          violation(
              "has no %s, and has the other one of the two files".formatted(missing),
              "both or none: restore the missing one from version control, so that no number is given"
                  + " anew"));
    }
    ProtoChanges changes = changes();
    List<Violation> found = new ArrayList<>(changes.contradictions());
    if (found.isEmpty()) {
      found.addAll(changes.reused());
      if (!isBreakMeant) {
        found.addAll(changes.retyped());
      }
    }
    return found;
  }

  /** What an update would mend. */
  List<Violation> outdated() {
    if (!Files.exists(proto)) {
      return List.of(violation("has no .proto yet: %s".formatted(proto), ProtoChanges.RUN));
    }
    List<Violation> found = new ArrayList<>(changes().unrecorded());
    if (found.isEmpty()) {
      compare(proto, ProtoText.of(contract, known, recorded), "what the contract says", found);
      compare(numbers, known.text(contract), "as it would be written", found);
    }
    return found;
  }

  private void compare(Path file, String expected, String what, List<Violation> into) {
    List<String> is = read(file).lines().toList();
    List<String> should = expected.lines().toList();
    if (is.equals(should)) {
      return;
    }
    int line = 0;
    while (line < Math.min(is.size(), should.size()) && is.get(line).equals(should.get(line))) {
      line++;
    }
    into.add(
        violation(
            "has a %s that is not %s; line %d is \"%s\" and should be \"%s\""
                .formatted(file, what, line + 1, at(is, line), at(should, line)),
            ProtoChanges.RUN));
  }

  private static String at(List<String> lines, int line) {
    return line < lines.size() ? lines.get(line).strip() : "";
  }

  /** Writes both. */
  void write() {
    FieldNumbers then = known.with(contract.types());
    try {
      Files.createDirectories(proto.toAbsolutePath().getParent());
      Files.writeString(numbers, then.text(contract));
      Files.writeString(proto, ProtoText.of(contract, then, recorded));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s and %s".formatted(numbers, proto), e);
    }
  }

  private ProtoChanges changes() {
    return new ProtoChanges(contract, known, recorded);
  }

  private Violation violation(String what, String allowed) {
    return new Violation(Rule.FIELD_NUMBERS, contract.module(), contract.name(), "", what, allowed);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
