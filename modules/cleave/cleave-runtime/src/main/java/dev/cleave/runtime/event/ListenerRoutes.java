package dev.cleave.runtime.event;

import dev.cleave.runtime.config.CleaveConfig;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * How events reach the listeners of each module from this process, {@code
 * cleave.listeners.<module>}: the listeners here, or the broker. A change takes effect with the
 * next group of deliveries.
 */
final class ListenerRoutes {
  /** The two ways. */
  enum Way {
    LOCAL,
    JMS,
    /** The listeners are elsewhere, and others deliver. */
    NONE
  }

  private final CleaveConfig config;
  private final Predicate<String> isServedHere;
  private final Map<String, Way> ways = new ConcurrentHashMap<>();
  private final Map<String, String> problems = new ConcurrentHashMap<>();

  ListenerRoutes(CleaveConfig config, Predicate<String> isServedHere) {
    this.config = config;
    this.isServedHere = isServedHere;
  }

  /** The way in effect. */
  Way of(String module) {
    return ways.computeIfAbsent(module, this::read);
  }

  /** Reads the configuration anew; what is wrong with it leaves the way as it is. */
  void refresh() {
    ways.keySet().forEach(module -> ways.put(module, read(module)));
  }

  private Way read(String module) {
    boolean isHere = isServedHere.test(module);
    boolean hasBroker = config.jms().hasBroker();
    Way byDefault = isHere ? Way.LOCAL : Way.NONE;
    Optional<String> wish = config.listeners(module);
    String problem = problem(module, wish.orElse(""), isHere, hasBroker);
    if (problem != null) {
      problems.put(module, problem);
      return ways.getOrDefault(module, byDefault);
    }
    problems.remove(module);
    return wish.map(word -> word.equals("jms") ? Way.JMS : Way.LOCAL).orElse(byDefault);
  }

  private static String problem(String module, String wish, boolean isHere, boolean hasBroker) {
    String key = "cleave.listeners.%s = %s".formatted(module, wish);
    return switch (wish) {
      case "" -> null;
      case "local" ->
          isHere ? null : key + ", but no service of that module is deployed in this process.";
      case "jms" ->
          hasBroker
              ? null
              : key
                  + ", but there is no cleave.jms.url: set it to the broker, such as"
                  + " tcp://localhost:9616.";
      default -> "cleave.listeners.%s = \"%s\": write local or jms.".formatted(module, wish);
    };
  }

  /** The ways by module. */
  Map<String, Way> all() {
    return new TreeMap<>(ways);
  }

  /** What is wrong with the wishes. */
  Iterable<String> problems() {
    return new TreeMap<>(problems).values();
  }
}
