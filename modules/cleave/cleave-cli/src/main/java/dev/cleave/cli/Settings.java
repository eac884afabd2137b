package dev.cleave.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of this machine: the file, then the environment, then options of the command. */
public final class Settings {

  /** The file, in the root of the repository; not under version control. */
  public static final String FILE = ".cleave.properties";

  private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m)");

  private final Map<String, String> values;

  private Settings(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Reads the settings.
   *
   * @param processes the names that {@code port.<name>} may be given for
   * @throws CommandFailed for a key that does not exist, naming the nearest one that does
   */
  public static Settings read(Path root, Map<String, String> environment, List<String> processes)
      throws IOException {
    List<String> known = keys(processes);
    Map<String, String> values = new HashMap<>();
    file(root.resolve(FILE)).forEach((key, value) -> put(values, known, key, value));
    for (String key : known) {
      String variable = variable(key);
      if (environment.containsKey(variable)) {
        values.put(key, environment.get(variable));
      }
    }
    return new Settings(values);
  }

  /** The environment variables that settings are read from. */
  static List<String> variables(List<String> processes) {
    return keys(processes).stream().map(Settings::variable).toList();
  }

  private static List<String> keys(List<String> processes) {
    List<String> keys = new ArrayList<>(Setting.keys());
    for (String process : processes) {
      keys.add(Setting.PORT_PREFIX + process);
      keys.add(Setting.PORT_PREFIX + process + ".internal");
      keys.add(Setting.PORT_PREFIX + process + ".grpc");
    }
    return keys;
  }

  private static String variable(String key) {
    return "CLEAVE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** These settings with others over them. */
  public Settings with(Map<String, String> overriding) {
    Map<String, String> all = new HashMap<>(values);
    all.putAll(overriding);
    return new Settings(all);
  }

  /** The value of one setting. */
  public String text(Setting setting) {
    return values.getOrDefault(setting.key(), setting.defaultValue());
  }

  /** Words, with blanks between them. */
  public List<String> words(Setting setting) {
    return text(setting).isBlank() ? List.of() : List.of(text(setting).strip().split("\\s+"));
  }

  /** A length of time, written {@code 500ms}, {@code 5s} or {@code 2m}. */
  public Duration duration(Setting setting) {
    Matcher parts = DURATION.matcher(text(setting));
    if (!parts.matches()) {
      throw invalid(setting.key(), text(setting), "a length of time such as 500ms, 5s or 2m");
    }
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  /** A whole number. */
  public int number(Setting setting) {
    return number(setting.key(), text(setting));
  }

  /** The port set for {@code name}, if one is. */
  Optional<Integer> port(String name) {
    String key = Setting.PORT_PREFIX + name;
    return Optional.ofNullable(values.get(key)).map(value -> number(key, value));
  }

  private static int number(String key, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException notOne) {
      throw invalid(key, value, "a whole number");
    }
  }

  private static CommandFailed invalid(String key, String value, String expected) {
    return new CommandFailed("%s is \"%s\"; it must be %s".formatted(key, value, expected));
  }

  private static void put(
      Map<String, String> values, List<String> known, String key, String value) {
    if (!known.contains(key)) {
      throw new CommandFailed(
          "%s: there is no key %s; did you mean %s?".formatted(FILE, key, Nearest.to(key, known)));
    }
    values.put(key, value);
  }

  private static Map<String, String> file(Path file) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    }
    Map<String, String> values = new HashMap<>();
    properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k).strip()));
    return values;
  }
}
