package dev.cleave.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How events are delivered and kept: {@code cleave.events.*}. Times are longer than zero. Every
 * getter reads anew, and throws {@link IllegalArgumentException}, naming the key, for a value that
 * cannot be.
 */
public final class EventConfig {
  private final Values values;

  EventConfig(Values values) {
    this.values = values;
  }

  /** How long one delivery of an event may take. */
  public Duration timeout() {
    return values.duration(ConfigKey.EVENTS_TIMEOUT);
  }

  /** How often, from 1 to 1000, a listener is given an event before that is a dead letter. */
  public int attempts() {
    return values.count(ConfigKey.EVENTS_ATTEMPTS, 1, 1000);
  }

  /** The bound of the random wait after the first failed attempt. */
  public Duration retryDelay() {
    return values.duration(ConfigKey.EVENTS_RETRY_DELAY);
  }

  /** The bound beyond which that wait does not grow. */
  public Duration retryMaxDelay() {
    return values.duration(ConfigKey.EVENTS_RETRY_MAX_DELAY);
  }

  /** How often events are looked for that other processes published. */
  public Duration poll() {
    return values.duration(ConfigKey.EVENTS_POLL);
  }

  /** How long others wait for a silent process before they deliver in its place. */
  public Duration lease() {
    return values.duration(ConfigKey.EVENTS_LEASE);
  }

  /** How many threads, from 1 to 8, may call one listener at once. */
  public int parallel() {
    return values.count(ConfigKey.EVENTS_PARALLEL, 1, 8);
  }

  /** How long published events are kept; empty is for good. */
  public Optional<Duration> logRetention() {
    return values
        .value(ConfigKey.EVENTS_LOG_RETENTION)
        .map(String::trim)
        .filter(text -> !text.equals("0"))
        .map(text -> Durations.parse(ConfigKey.EVENTS_LOG_RETENTION.key(), text));
  }

  List<String> problems() {
    return Values.problems(
        this::timeout,
        this::attempts,
        this::retryDelay,
        this::retryMaxDelay,
        this::poll,
        this::lease,
        this::parallel,
        this::logRetention);
  }
}
