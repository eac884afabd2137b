package dev.cleave.grpc.schema;

import dev.cleave.runtime.contract.ContractModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of fields and enum constants, as a file beside the contract keeps them: lines {@code
 * Message.field = 3}, {@code Enum.CONSTANT = 2}, {@code reserved Message.field = 1}, and comments
 * after {@code #}. A number is given once and never again to another field.
 */
public final class FieldNumbers {
  private static final Logger LOG = System.getLogger(FieldNumbers.class.getName());
  private static final Pattern LINE =
      Pattern.compile("(reserved\\s+)?(\\w+)\\.(\\w+)\\s*=\\s*(\\d{1,9})");
  private static final int MAX = 536_870_911;
  private static final int FIRST_OF_PROTOBUF = 19_000;
  private static final int LAST_OF_PROTOBUF = 19_999;

  private final Optional<String> source;
  private final Map<String, Map<String, Integer>> given = new LinkedHashMap<>();
  private final Map<String, Map<String, Integer>> reserved = new LinkedHashMap<>();
  private final Set<String> missing = new LinkedHashSet<>();

  private FieldNumbers(Optional<String> source) {
    this.source = source;
  }

  /** Where the numbers of a contract are kept in its jar. */
  public static String resource(ContractModel contract) {
    return "META-INF/cleave/proto/%s/%s.numbers".formatted(contract.module(), contract.name());
  }

  /**
   * The numbers of a contract; those of the order of declaration if its jar has none.
   *
   * @throws IllegalArgumentException naming the line that is wrong
   */
  static FieldNumbers of(ContractModel contract) {
    String resource = resource(contract);
    try (InputStream file = contract.type().getClassLoader().getResourceAsStream(resource)) {
      if (file == null) {
        LOG.log(
            Level.INFO,
            "the contract {0} has no {1}: its fields have numbers by their order, which no other"
                + " version of it must rely on",
            contract,
            resource);
        return inOrder();
      }
      return read(resource, new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From 1, in the order of declaration. */
  public static FieldNumbers inOrder() {
    return new FieldNumbers(Optional.empty());
  }

  /**
   * Reads a file.
   *
   * @param source its name, for messages
   * @throws IllegalArgumentException naming the line that is wrong
   */
  public static FieldNumbers read(String source, Reader text) throws IOException {
    FieldNumbers numbers = new FieldNumbers(Optional.of(source));
    BufferedReader lines = new BufferedReader(text);
    int count = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      count++;
      String content = line.replaceFirst("#.*", "").strip();
      if (!content.isEmpty()) {
        numbers.add(content, source + ":" + count);
      }
    }
    return numbers;
  }

  private void add(String line, String place) {
    Matcher parts = LINE.matcher(line);
    int number = parts.matches() ? Integer.parseInt(parts.group(4)) : -1;
    if (number < 0 || number > MAX || number >= FIRST_OF_PROTOBUF && number <= LAST_OF_PROTOBUF) {
      throw new IllegalArgumentException(
          "%s: \"%s\": write \"Message.field = number\", with a number from 1 that is not of 19000 to 19999."
              .formatted(place, line));
    }
    String owner = parts.group(2);
    String name = parts.group(3);
    boolean isTaken =
        given.getOrDefault(owner, Map.of()).containsValue(number)
            || reserved.getOrDefault(owner, Map.of()).containsValue(number);
    if (isTaken) {
      throw new IllegalArgumentException(
          "%s: \"%s\": the number is given in %s already.".formatted(place, line, owner));
    }
    (parts.group(1) == null ? given : reserved)
        .computeIfAbsent(owner, o -> new LinkedHashMap<>())
        .put(name, number);
  }

  /** The number of a field or constant; remembers those that have none. */
  int of(String owner, String name, int inOrder) {
    if (source.isEmpty()) {
      return inOrder;
    }
    Integer number = given.getOrDefault(owner, Map.of()).get(name);
    if (number == null) {
      missing.add(owner + "." + name);
      return inOrder;
    }
    return number;
  }

  /** What must not be given to others. */
  Map<String, Integer> reserved(String owner) {
    return reserved.getOrDefault(owner, Map.of());
  }

  /**
   * Refuses numbers that are not complete.
   *
   * @throws IllegalArgumentException naming what has none
   */
  void requireComplete() {
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no number for %s: let the build write it anew."
              .formatted(source.orElseThrow(), String.join(", ", missing)));
    }
  }
}
