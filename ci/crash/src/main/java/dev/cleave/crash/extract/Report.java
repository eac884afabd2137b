package dev.cleave.crash.extract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;

/** Tells what a run has found: to a person, and as JSON. */
final class Report {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEAD = "%-9s %-8s %7s %9s %9s %9s %9s %9s %7s %9s";

  private Report() {}

  /** The names of the columns of {@link #row}. */
  static String head() {
    return HEAD.formatted(
        "STEP", "WAY", "SECONDS", "REQUESTS", "FAILURES", "P50", "P99", "MAX", "HOLD", "IN FLIGHT");
  }

  static String row(StepFigures step) {
    return String.format(
        Locale.ROOT,
        "%-9s %-8s %7.1f %9d %9d %6.1f ms %6.0f ms %6.0f ms %7s %9d",
        step.step(),
        step.direction(),
        step.seconds(),
        step.figures().requests(),
        step.figures().failures(),
        step.figures().p50(),
        step.figures().p99(),
        step.figures().max(),
        step.holdMillis().map(millis -> millis + " ms").orElse("-"),
        step.inFlight());
  }

  static String summary(Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "%d requests at %.0f per second, %d failed%s; %d effects lost, %d doubled; longest hold %s;"
            + " p99 around a hold %s of steady load; p99 while a process starts %.0f ms",
        outcome.requests(),
        outcome.rate(),
        outcome.failed(),
        outcome.timesAreOnlyTold()
            ? ", and %d while a server was down".formatted(outcome.failedWhileDown())
            : "",
        outcome.violations().lost().size(),
        outcome.violations().doubled().size(),
        outcome.longestHoldMillis().map(millis -> millis + " ms").orElse("none"),
        outcome
            .p99Ratio()
            .map(ratio -> String.format(Locale.ROOT, "%.1f times that", ratio))
            .orElse("not comparable with that"),
        outcome.startsP99());
  }

  static String json(Outcome outcome) throws IOException {
    ObjectNode all = JSON.createObjectNode();
    all.put("module", outcome.module());
    all.put("rate", rounded(outcome.rate()));
    all.put("requests", outcome.requests());
    all.put("failed", outcome.failed());
    all.put("failed_while_down", outcome.failedWhileDown());
    all.put("lost", outcome.violations().lost().size());
    all.put("doubled", outcome.violations().doubled().size());
    all.put("longest_hold_ms", outcome.longestHoldMillis().orElse(null));
    all.put("p99_ratio", outcome.p99Ratio().map(Report::rounded).orElse(null));
    all.put("starts_p99_ms", rounded(outcome.startsP99()));
    ArrayNode repeated = all.putArray("repeated");
    outcome.repeated().forEach(repeated::add);
    ArrayNode reasons = all.putArray("reasons");
    outcome.reasons().forEach(reasons::add);
    ArrayNode steps = all.putArray("steps");
    for (StepFigures step : outcome.steps()) {
      ObjectNode one = steps.addObject();
      one.put("step", step.step());
      one.put("direction", step.direction());
      one.put("seconds", rounded(step.seconds()));
      one.put("requests", step.figures().requests());
      one.put("failures", step.figures().failures());
      one.put("p50_ms", rounded(step.figures().p50()));
      one.put("p99_ms", rounded(step.figures().p99()));
      one.put("max_ms", rounded(step.figures().max()));
      one.put("hold_ms", step.holdMillis().orElse(null));
      one.put("in_flight", step.inFlight());
    }
    return JSON.writeValueAsString(all);
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
