package dev.cleave.runtime.event;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;

/**
 * The figures of the subscriptions and read models that are here. Those from the tables are read at
 * most every two seconds; while a database is away or slow they keep their last value.
 */
final class EventMetrics implements MeterBinder {
  private static final Logger LOG = System.getLogger(EventMetrics.class.getName());
  private static final long PATIENCE_MILLIS = 1_000;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Collection<Listener> listeners;
  private final EventOperations operations;
  private final Map<String, Throughput> throughputs;
  private final Executor executor;
  private volatile List<SubscriptionStatus> last = List.of();
  private volatile long readAt = System.nanoTime() - FRESH_NANOS;
  private CompletableFuture<Void> reading;

  EventMetrics(
      Collection<Listener> listeners,
      EventOperations operations,
      Map<String, Throughput> throughputs,
      Executor executor) {
    this.listeners = listeners;
    this.operations = operations;
    this.throughputs = throughputs;
    this.executor = executor;
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
    if (System.nanoTime() - readAt >= FRESH_NANOS && (reading == null || reading.isDone())) {
      reading = CompletableFuture.runAsync(this::read, executor);
      try {
        reading.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        LOG.log(Level.DEBUG, "figures of events are late: {0}", e.toString());
      }
    }
    return last;
  }

  private void read() {
    try {
      last = operations.subscriptions();
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.DEBUG, "no figures of events: {0}", e.toString());
    }
    readAt = System.nanoTime();
  }
}
