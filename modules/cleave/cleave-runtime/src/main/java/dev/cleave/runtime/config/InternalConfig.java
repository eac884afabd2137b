package dev.cleave.runtime.config;

import java.util.List;
import java.util.Optional;

/** Where processes call each other: {@code cleave.internal.*}. Every getter reads anew. */
public final class InternalConfig {
  private final Values values;

  InternalConfig(Values values) {
    this.values = values;
  }

  /**
   * The port, from 1 to 65535, or -1 if none is configured.
   *
   * @throws IllegalArgumentException if it is none
   */
  public int port() {
    return values.port(ConfigKey.INTERNAL_PORT).orElse(-1);
  }

  /** What processes show each other there. */
  public Optional<String> secret() {
    return values.value(ConfigKey.INTERNAL_SECRET);
  }

  List<String> problems() {
    return Values.problems(this::port);
  }
}
