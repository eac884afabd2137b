package dev.cleave.runtime.saga;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The figures of this process's sagas: how many there are that have not ended (read from the
 * tables, at most once a second, so that they are right after a restart too), and how long those
 * took that ended here. A module whose table cannot be read has no figure.
 */
public final class SagaMetrics implements MeterBinder, SagaObserver {
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private record Counted(Map<String, Map<SagaState, Long>> counts, long nanos) {}

  private record Series(String saga, SagaState state) {}

  private final RunningSagas sagas;
  private final Map<SagaEngine, Counted> counted = new ConcurrentHashMap<>();
  private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
  private volatile MeterRegistry registry;

  SagaMetrics(RunningSagas sagas) {
    this.sagas = sagas;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    this.registry = registry;
    for (SagaEngine engine : sagas.engines()) {
      for (SagaState state : SagaState.values()) {
        if (!state.hasEnded()) {
          Gauge.builder("cleave.sagas", engine, e -> count(e, state))
              .description("Sagas that have not ended")
              .tag("module", engine.module())
              .tag("state", tag(state))
              .register(registry);
        }
      }
    }
  }

  private double count(SagaEngine engine, SagaState state) {
    try {
      return counts(engine).values().stream()
          .mapToLong(states -> states.getOrDefault(state, 0L))
          .sum();
    } catch (Exception e) {
      return Double.NaN;
    }
  }

  private Map<String, Map<SagaState, Long>> counts(SagaEngine engine) throws Exception {
    Counted last = counted.get(engine);
    if (last == null || System.nanoTime() - last.nanos() > FRESH_NANOS) {
      last =
          new Counted(
              engine.transactions().inOwn(() -> engine.store().counts(true)), System.nanoTime());
      counted.put(engine, last);
    }
    return last.counts();
  }

  @Override
  public void ended(String saga, SagaState state, Duration duration) {
    MeterRegistry current = registry;
    if (current != null) {
      timers
          .computeIfAbsent(new Series(saga, state), series -> timer(current, series))
          .record(duration);
    }
  }

  private static Timer timer(MeterRegistry registry, Series series) {
    return Timer.builder("cleave.saga.duration")
        .description("From the start of a saga to its end")
        .tags(Tags.of("saga", series.saga(), "end", tag(series.state())))
        .publishPercentiles(0.5, 0.99)
        .register(registry);
  }

  private static String tag(SagaState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
