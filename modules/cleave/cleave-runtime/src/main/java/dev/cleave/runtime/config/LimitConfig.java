package dev.cleave.runtime.config;

import java.util.List;

/**
 * How much this process takes from its callers: {@code cleave.rate-limit}, {@code
 * cleave.concurrency-limit}, {@code cleave.max-body-size}. Every getter reads anew; what is
 * returned as written is judged where it is used.
 */
public final class LimitConfig {
  private final Values values;

  LimitConfig(Values values) {
    this.values = values;
  }

  /** What each caller may ask, whatever the module; as written. */
  public String rate() {
    return values.text(ConfigKey.RATE_LIMIT);
  }

  /** How many calls may be under way at once; as written. */
  public String concurrency() {
    return values.text(ConfigKey.CONCURRENCY_LIMIT);
  }

  /**
   * How long request bodies may be, in bytes.
   *
   * @throws IllegalArgumentException if it is no number from 0
   */
  public long bodySize() {
    return values.number(ConfigKey.MAX_BODY_SIZE, 0, Long.MAX_VALUE);
  }

  List<String> problems() {
    return Values.problems(this::bodySize);
  }
}
