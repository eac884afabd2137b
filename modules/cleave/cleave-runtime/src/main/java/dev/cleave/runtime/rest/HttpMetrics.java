package dev.cleave.runtime.rest;

import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.route.RouteStatus;
import dev.cleave.runtime.route.RouteTable;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The figures behind {@code /metrics}, kept by Micrometer: requests, contract calls, the JVM. */
final class HttpMetrics {
  private static final String BEGUN = HttpMetrics.class.getName();

  private record Series(String method, String route, int status) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Series, Timer> requests = new ConcurrentHashMap<>();

  /**
   * @param further figures of other parts of the toolkit
   */
  HttpMetrics(RouteTable routes, MeterBinder... further) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    List.of(further).forEach(binder -> binder.bindTo(registry));
    for (String module : routes.modules()) {
      FunctionCounter.builder(
              "cleave.calls", routes, table -> value(table, module, RouteStatus::calls))
          .description("Contract calls made from this process")
          .tag("module", module)
          .register(registry);
      Gauge.builder(
              "cleave.calls.in.flight",
              routes,
              table -> value(table, module, s -> s.inFlight() + s.draining()))
          .description("Contract calls under way")
          .tag("module", module)
          .register(registry);
    }
  }

  private static double value(
      RouteTable table, String module, ToDoubleFunction<RouteStatus> figure) {
    return table.status().stream()
        .filter(status -> status.module().equals(module))
        .mapToDouble(figure)
        .sum();
  }

  static void begin(ContainerRequestContext request) {
    request.setProperty(BEGUN, System.nanoTime());
  }

  void count(
      ContainerRequestContext request, ContainerResponseContext response, ContractMethod method) {
    if (!(request.getProperty(BEGUN) instanceof Long begun)) {
      return;
    }
    Series series =
        new Series(
            request.getMethod(), method == null ? "other" : method.path(), response.getStatus());
    requests
        .computeIfAbsent(series, this::timer)
        .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Series series) {
    return Timer.builder("http.server.requests")
        .description("Requests by the path template of the contract")
        .tag("method", series.method())
        .tag("route", series.route())
        .tag("status", Integer.toString(series.status()))
        .publishPercentiles(0.5, 0.99)
        .register(registry);
  }

  String scrape() {
    return registry.scrape();
  }
}
