package dev.cleave.runtime.config;

import java.time.Duration;
import java.util.List;

/**
 * How sagas are carried on: {@code cleave.sagas.*}. Times are longer than zero. Every getter reads
 * anew, and throws {@link IllegalArgumentException}, naming the key, for a value that cannot be.
 */
public final class SagaConfig {
  private final Values values;

  SagaConfig(Values values) {
    this.values = values;
  }

  /** How many sagas of one module this process carries on at once, to 1000; 0 for none. */
  public int atOnce() {
    return values.count(ConfigKey.SAGAS_AT_ONCE, 0, 1000);
  }

  /** How long after the crash of a process another takes over its sagas. */
  public Duration lease() {
    return values.duration(ConfigKey.SAGAS_LEASE);
  }

  /** How often sagas are looked for that are due. */
  public Duration poll() {
    return values.duration(ConfigKey.SAGAS_POLL);
  }

  /** The longest delay before the second attempt at a step. */
  public Duration firstDelay() {
    return values.duration(ConfigKey.SAGAS_FIRST_DELAY);
  }

  /** Where the delay stops growing. */
  public Duration longestDelay() {
    return values.duration(ConfigKey.SAGAS_LONGEST_DELAY);
  }

  /** After how many failed attempts, from 1 to 1000, a compensation leaves its saga stuck. */
  public int compensationAttempts() {
    return values.count(ConfigKey.SAGAS_COMPENSATION_ATTEMPTS, 1, 1000);
  }

  /** How long sagas that have ended are kept. */
  public Duration retention() {
    return values.duration(ConfigKey.SAGAS_RETENTION);
  }

  List<String> problems() {
    return Values.problems(
        this::atOnce,
        this::lease,
        this::poll,
        this::firstDelay,
        this::longestDelay,
        this::compensationAttempts,
        this::retention);
  }
}
