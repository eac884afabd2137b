package dev.cleave.runtime.guard.server;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.config.ConfigKey;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** What protects this process from its callers; follows the configuration while it runs. */
public final class ServerGuards implements MeterBinder {
  private final CleaveConfig config;
  private final RateLimits rateLimits;
  private final LoadLimit outside;
  private final LoadLimit inside;
  private ConcurrencyLimit followed;
  private volatile List<String> problems = List.of();

  ServerGuards(CleaveConfig config, LongSupplier clock, BooleanSupplier isInHandOver) {
    this.config = config;
    this.rateLimits = new RateLimits(clock);
    this.outside = new LoadLimit(isInHandOver);
    this.inside = new LoadLimit(isInHandOver);
    refresh();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", problems));
    }
  }

  /**
   * As the configuration wishes.
   *
   * @param isInHandOver whether calls wait because a module changes hands, which is no overload
   * @throws IllegalArgumentException if a value is none
   */
  public static ServerGuards of(CleaveConfig config, BooleanSupplier isInHandOver) {
    return new ServerGuards(config, System::nanoTime, isInHandOver);
  }

  /** Follows the keys; what is wrong leaves the last value in effect. */
  public synchronized void refresh() {
    List<String> wrong = new ArrayList<>();
    try {
      rateLimits.follow(config);
    } catch (IllegalArgumentException e) {
      wrong.add(e.getMessage());
    }
    try {
      ConcurrencyLimit wished =
          ConcurrencyLimit.parse(ConfigKey.CONCURRENCY_LIMIT.key(), config.limits().concurrency());
      if (!wished.equals(followed)) {
        followed = wished;
        outside.follow(wished.limit());
        inside.follow(wished.limit());
      }
    } catch (IllegalArgumentException e) {
      wrong.add(e.getMessage());
    }
    problems = List.copyOf(wrong);
  }

  /** What is wrong with the keys. */
  public List<String> problems() {
    return problems;
  }

  /** What each caller from outside may ask in a time. */
  public RateLimits rateLimits() {
    return rateLimits;
  }

  /** The calls from outside that are under way. */
  public LoadLimit outside() {
    return outside;
  }

  /** The calls of other processes that are under way. */
  public LoadLimit inside() {
    return inside;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder("cleave.rate.limited", rateLimits, RateLimits::refused)
        .description("Calls from outside that were too many for their caller")
        .register(registry);
    bind(registry, "outside", outside);
    bind(registry, "inside", inside);
  }

  private static void bind(MeterRegistry registry, String door, LoadLimit limit) {
    FunctionCounter.builder("cleave.shed", limit, LoadLimit::shed)
        .description("Calls that were refused because too many were under way")
        .tag("door", door)
        .register(registry);
    Gauge.builder("cleave.concurrency.limit", limit, LoadLimit::most)
        .description("How many calls may be under way at once; 0 is any number")
        .tag("door", door)
        .register(registry);
    Gauge.builder("cleave.concurrency", limit, LoadLimit::inFlight)
        .description("Calls under way that count towards the limit")
        .tag("door", door)
        .register(registry);
  }
}
