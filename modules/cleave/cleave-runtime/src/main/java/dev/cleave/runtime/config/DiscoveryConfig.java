package dev.cleave.runtime.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How this process finds instances through engines, and is found: {@code cleave.discovery.*}. Times
 * are longer than zero. Every getter reads anew, and throws {@link IllegalArgumentException},
 * naming the key, for a value that cannot be.
 */
public final class DiscoveryConfig {
  private final Values values;

  DiscoveryConfig(Values values) {
    this.values = values;
  }

  /** The hosts that an engine may name, as patterns. */
  public List<String> hosts() {
    return values.words(ConfigKey.DISCOVERY_HOSTS);
  }

  /** How often an engine is asked for the instances of a module. */
  public Duration poll() {
    return values.duration(ConfigKey.DISCOVERY_POLL);
  }

  /** The engines in which this process registers what it serves. */
  public List<URI> register() {
    String key = ConfigKey.DISCOVERY_REGISTER.key();
    return values.value(ConfigKey.DISCOVERY_REGISTER).stream()
        .flatMap(text -> Stream.of(text.trim().split("\\s+")))
        .map(text -> Endpoints.engine(key, text))
        .toList();
  }

  /** The host under which others reach this process. */
  public String address() {
    return values.text(ConfigKey.DISCOVERY_ADDRESS).trim();
  }

  /** The share of calls, from 1 to 1000, that this process asks for beside its equals. */
  public int weight() {
    return values.count(ConfigKey.DISCOVERY_WEIGHT, 1, 1000);
  }

  List<String> problems() {
    return Values.problems(this::poll, this::register, this::weight);
  }
}
