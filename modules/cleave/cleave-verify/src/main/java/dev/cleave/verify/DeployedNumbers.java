package dev.cleave.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The numbers of fields that a contract's jar has. Who builds a version compares with the files of
 * the version before; here two versions meet that may never have.
 */
final class DeployedNumbers {
  private static final String ENDING = ".numbers";

  private final String module;
  private final SortedMap<String, FieldNumbers> byContract;

  private DeployedNumbers(String module, SortedMap<String, FieldNumbers> byContract) {
    this.module = module;
    this.byContract = Collections.unmodifiableSortedMap(byContract);
  }

  /**
   * @throws IllegalArgumentException if a line of a file in the jar is none
   */
  static DeployedNumbers of(Path jar, String module) throws IOException {
    String folder = "META-INF/cleave/proto/" + module + "/";
    SortedMap<String, FieldNumbers> found = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        String name = entry.getName();
        if (name.startsWith(folder) && name.endsWith(ENDING)) {
          try (InputStream in = file.getInputStream(entry)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            found.put(
                name.substring(folder.length(), name.length() - ENDING.length()),
                FieldNumbers.parse(text, jar.getFileName() + "!" + name));
          }
        }
      }
    }
    return new DeployedNumbers(module, found);
  }

  /** Numbers that mean one thing to that consumer and another here. */
  List<Violation> breaksFor(DeployedNumbers consumer) {
    List<Violation> breaks = new ArrayList<>();
    consumer.byContract.forEach(
        (contract, expected) -> {
          if (byContract.containsKey(contract)) {
            compare(contract, all(expected), all(byContract.get(contract)), breaks);
          }
        });
    return breaks;
  }

  private void compare(
      String contract,
      SortedMap<String, Integer> expected,
      SortedMap<String, Integer> served,
      List<Violation> into) {
    Map<String, String> names = new TreeMap<>();
    served.forEach((key, number) -> names.put(at(key, number), key));
    expected.forEach(
        (key, number) -> {
          String now = names.getOrDefault(at(key, number), key);
          if (served.getOrDefault(key, number) != number.intValue()) {
            into.add(violation(contract, key, number, "has the number " + served.get(key)));
          } else if (!now.equals(key)) {
            into.add(violation(contract, key, number, "that number is " + now));
          }
        });
  }

  /** Also what is reserved. */
  private static SortedMap<String, Integer> all(FieldNumbers numbers) {
    SortedMap<String, Integer> all = new TreeMap<>(numbers.reserved());
    all.putAll(numbers.used());
    return all;
  }

  private static String at(String key, int number) {
    return FieldNumbers.typeOf(key) + " = " + number;
  }

  private Violation violation(String contract, String name, int number, String here) {
    return new Violation(
        Rule.FIELD_NUMBERS,
        module,
        contract,
        name,
        "has the number %d there, and here %s: over gRPC one is taken for the other"
            .formatted(number, here),
        "the number it had in the version that runs");
  }
}
