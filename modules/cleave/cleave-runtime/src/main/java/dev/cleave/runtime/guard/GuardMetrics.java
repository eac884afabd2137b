package dev.cleave.runtime.guard;

import dev.cleave.runtime.guard.GuardFigures.Event;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of the guards as metrics, {@code cleave.guard.*}, by module and binding. */
public final class GuardMetrics implements MeterBinder {
  private static final Map<String, Event> RESULTS =
      Map.of(
          "answered", Event.ANSWERED,
          "failed", Event.FAILED,
          "late", Event.LATE,
          "breaker-open", Event.OPEN_BREAKER,
          "bulkhead-full", Event.FULL_BULKHEAD,
          "rate-limited", Event.RATE_LIMIT);

  private final Guards guards;
  private final List<Way> ways = new ArrayList<>();
  private MeterRegistry registry;

  private record Way(String module, String binding, GuardFigures figures) {}

  GuardMetrics(Guards guards) {
    this.guards = guards;
  }

  synchronized void add(String module, String binding, GuardFigures figures) {
    Way way = new Way(module, binding, figures);
    ways.add(way);
    if (registry != null) {
      register(way);
    }
  }

  @Override
  public synchronized void bindTo(MeterRegistry wanted) {
    registry = wanted;
    ways.forEach(this::register);
  }

  private void register(Way way) {
    RESULTS.forEach(
        (result, event) ->
            counter("calls", way, event, "Remote contract calls by what became of them")
                .tag("result", result)
                .register(registry));
    counter("retries", way, Event.RETRY, "Attempts after the first").register(registry);
    counter("retries.refused", way, Event.RETRY_REFUSED, "Repeats beyond the budget")
        .register(registry);
    for (Event event : List.of(Event.DEFAULT_ANSWER, Event.STALE_ANSWER)) {
      String kind = event.name().replace("_ANSWER", "").toLowerCase(Locale.ROOT);
      counter("fallbacks", way, event, "Calls that were answered with a substitute")
          .tag("kind", kind)
          .register(registry);
    }
    Gauge.builder(
            "cleave.guard.breaker.state", guards, g -> g.breakerState(way.module, way.binding))
        .description("The circuit breaker that is worst off: 0 closed, 1 half-open, 2 open")
        .tag("module", way.module)
        .tag("binding", way.binding)
        .register(registry);
  }

  private static FunctionCounter.Builder<GuardFigures> counter(
      String name, Way way, Event event, String description) {
    return FunctionCounter.builder("cleave.guard." + name, way.figures, f -> f.of(event))
        .description(description)
        .tag("module", way.module)
        .tag("binding", way.binding);
  }
}
