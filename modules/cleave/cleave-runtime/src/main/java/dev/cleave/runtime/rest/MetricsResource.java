package dev.cleave.runtime.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** {@code /metrics} in the Prometheus text format. */
@Path("/metrics")
public final class MetricsResource {
  private final HttpMetrics metrics;

  MetricsResource(HttpMetrics metrics) {
    this.metrics = metrics;
  }

  @GET
  @Produces("text/plain; version=0.0.4; charset=utf-8")
  public String metrics() {
    return metrics.scrape();
  }
}
