package dev.cleave.runtime.event;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The figures of the subscriptions and read models that are here. Those from the tables are read at
 * most every two seconds; while a database is away they keep their last value.
 */
final class EventMetrics implements MeterBinder {
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Collection<Listener> listeners;
  private final EventOperations operations;
  private final Map<String, Throughput> throughputs;
  private List<SubscriptionStatus> last = List.of();
  private long readAt = System.nanoTime() - FRESH_NANOS;

  EventMetrics(
      Collection<Listener> listeners,
      EventOperations operations,
      Map<String, Throughput> throughputs) {
    this.listeners = listeners;
    this.operations = operations;
    this.throughputs = throughputs;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Listener listener : listeners) {
      Tags tags = Tags.of("subscription", listener.subscription(), "event", listener.type().name());
      gauge(
          registry, "backlog", "Deliveries not done", listener, tags, SubscriptionStatus::backlog);
      gauge(registry, "dead", "Dead letters", listener, tags, SubscriptionStatus::dead);
      gauge(
          registry,
          "oldest.age.seconds",
          "Age of the oldest delivery not done",
          listener,
          tags,
          SubscriptionStatus::oldestAgeSeconds);
      counter(registry, "delivered", "Deliveries made", listener, tags, Throughput::deliveries);
      counter(registry, "failed", "Attempts that failed", listener, tags, Throughput::failures);
    }
    listeners.stream()
        .filter(listener -> listener.readModel().isPresent())
        .map(listener -> Tags.of("module", listener.module(), "name", listener.readModel().get()))
        .distinct()
        .forEach(
            tags ->
                Gauge.builder("cleave.read.model.lag.seconds", this, m -> m.lag(tags))
                    .description("Age of the oldest event that the read model does not have")
                    .tags(tags)
                    .register(registry));
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      Listener listener,
      Tags tags,
      ToDoubleFunction<SubscriptionStatus> figure) {
    Gauge.builder("cleave.events." + name, this, m -> m.most(listener.subscription(), figure))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private void counter(
      MeterRegistry registry,
      String name,
      String description,
      Listener listener,
      Tags tags,
      ToDoubleFunction<Throughput> figure) {
    Throughput throughput =
        throughputs.computeIfAbsent(listener.subscription(), s -> new Throughput());
    FunctionCounter.builder("cleave.events." + name, throughput, figure)
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private double most(String subscription, ToDoubleFunction<SubscriptionStatus> figure) {
    return statuses().stream()
        .filter(status -> status.subscription().equals(subscription))
        .mapToDouble(figure)
        .max()
        .orElse(0);
  }

  /** Of the oldest generation, which is the one that is read. */
  private double lag(Tags readModel) {
    return listeners.stream()
        .filter(
            l ->
                l.readModel().isPresent()
                    && Tags.of("module", l.module(), "name", l.readModel().get()).equals(readModel))
        .mapToDouble(
            l ->
                statuses().stream()
                    .filter(status -> status.subscription().equals(l.subscription()))
                    .min(java.util.Comparator.comparingInt(SubscriptionStatus::generation))
                    .map(SubscriptionStatus::oldestAgeSeconds)
                    .orElse(0.0))
        .max()
        .orElse(0);
  }

  private synchronized List<SubscriptionStatus> statuses() {
    if (System.nanoTime() - readAt >= FRESH_NANOS) {
      try {
        last = operations.subscriptions();
      } catch (SQLException | RuntimeException e) {
        System.getLogger(EventMetrics.class.getName())
            .log(System.Logger.Level.DEBUG, "no figures of events: {0}", e.toString());
      }
      readAt = System.nanoTime();
    }
    return last;
  }
}
