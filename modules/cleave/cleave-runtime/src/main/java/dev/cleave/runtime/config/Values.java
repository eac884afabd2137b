package dev.cleave.runtime.config;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The values behind the keys, read anew each time. What does not parse is an {@link
 * IllegalArgumentException} that names the key, shows the value, and says what to write.
 */
final class Values {
  private final Function<String, Optional<String>> values;
  private final Iterable<String> names;

  private Values(Function<String, Optional<String>> values, Iterable<String> names) {
    this.values = values;
    this.names = names;
  }

  static Values of(Config config) {
    return new Values(
        name -> config.getOptionalValue(name, String.class).filter(v -> !v.isBlank()),
        () -> names(config));
  }

  /** As the sources know them now; a configuration may keep the names that it found first. */
  private static Iterator<String> names(Config config) {
    Set<String> names = new HashSet<>();
    for (ConfigSource source : config.getConfigSources()) {
      names.addAll(source.getPropertyNames());
    }
    return names.iterator();
  }

  static Values of(Map<String, String> map) {
    return new Values(name -> Optional.ofNullable(map.get(name)), map.keySet());
  }

  Optional<String> value(String name) {
    return values.apply(name);
  }

  Optional<String> value(ConfigKey key) {
    return value(key.key());
  }

  /** As written, or the default. */
  String text(ConfigKey key) {
    return value(key).orElse(key.defaultValue());
  }

  List<String> words(ConfigKey key) {
    return Stream.of(text(key).split(","))
        .map(String::trim)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  Duration duration(ConfigKey key) {
    return Durations.parse(key.key(), text(key));
  }

  /** A number from {@code min} to {@code max}. */
  int count(ConfigKey key, int min, int max) {
    return (int) number(key, min, max);
  }

  /** A number from {@code min} to {@code max}. */
  long number(ConfigKey key, long min, long max) {
    return number(key, text(key), min, max);
  }

  Optional<Integer> port(ConfigKey key) {
    return value(key).map(text -> (int) number(key, text, 1, 65535));
  }

  private static long number(ConfigKey key, String text, long min, long max) {
    try {
      long number = Long.parseLong(text.trim());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the message
    }
    throw new IllegalArgumentException(
        "%s = \"%s\": write a number from %d to %d.".formatted(key.key(), text, min, max));
  }

  /** A moment that is past, or nearer than {@code furthest}. */
  Optional<Instant> instant(String name, Duration furthest) {
    return value(name).map(text -> instant(name, text.trim(), furthest));
  }

  private static Instant instant(String name, String text, Duration furthest) {
    try {
      Instant instant = Instant.parse(text);
      if (instant.isBefore(Instant.now().plus(furthest))) {
        return instant;
      }
    } catch (DateTimeParseException e) {
      // falls through to the message, which says all that the exception does
    }
    throw new IllegalArgumentException(
        "%s = \"%s\": write an instant such as 2026-05-06T12:00:00Z, at most %d s ahead."
            .formatted(name, text, furthest.toSeconds()));
  }

  static boolean isTrue(String name, String text) {
    return isFirst(name, text, "true", "false");
  }

  /** Whether the text is the one word and not the other; a third is refused. */
  static boolean isFirst(String name, String text, String first, String second) {
    if (text.equals(first) || text.equals(second)) {
      return text.equals(first);
    }
    throw new IllegalArgumentException(
        "%s = \"%s\": write %s or %s.".formatted(name, text, first, second));
  }

  /** What follows a prefix among the keys that are set, with the values. */
  Map<String, String> all(ConfigKey prefix) {
    int length = prefix.key().length();
    Map<String, String> found = new TreeMap<>();
    matching(name -> name.startsWith(prefix.key()) && name.length() > length)
        .forEach((name, value) -> found.put(name.substring(length), value.trim()));
    return found;
  }

  Map<String, String> matching(Predicate<String> filter) {
    Map<String, String> found = new TreeMap<>();
    for (String name : names) {
      if (filter.test(name)) {
        value(name).ifPresent(value -> found.put(name, value));
      }
    }
    return found;
  }

  /** The names that begin as the toolkit's do, known or not, in the order of the alphabet. */
  Set<String> cleaveNames() {
    Set<String> found = new TreeSet<>();
    for (String name : names) {
      if (name.startsWith("cleave.")) {
        found.add(name);
      }
    }
    return found;
  }

  /** The messages of those readings that fail. */
  static List<String> problems(Runnable... readings) {
    List<String> problems = new ArrayList<>();
    for (Runnable reading : readings) {
      try {
        reading.run();
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    return problems;
  }
}
