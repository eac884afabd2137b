package dev.cleave.crash.load;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * The latencies of some requests, counted from the time at which each was due.
 *
 * @param requests how many there were
 * @param failures how many of them failed
 * @param p50 in milliseconds; 0 where there were none, as the others
 * @param p99 in milliseconds
 * @param max in milliseconds
 */
public record Figures(long requests, long failures, double p50, double p99, double max) {

  private static final long HIGHEST_MICROS = Duration.ofMinutes(10).toNanos() / 1000;
  private static final int DIGITS = 3;
  private static final double MICROS_PER_MILLI = 1000;

  /** Of all {@code samples} in any of {@code windows}. */
  public static Figures in(List<Window> windows, Collection<Sample> samples) {
    return of(
        samples.stream()
            .filter(sample -> windows.stream().anyMatch(window -> window.has(sample)))
            .toList());
  }

  public static Figures of(Collection<Sample> samples) {
    Histogram latencies = new Histogram(HIGHEST_MICROS, DIGITS);
    long failures = 0;
    for (Sample sample : samples) {
      long micros = sample.latency().toNanos() / 1000;
      latencies.recordValue(Math.min(Math.max(micros, 0), HIGHEST_MICROS));
      failures += sample.isFailed() ? 1 : 0;
    }
    return samples.isEmpty()
        ? new Figures(0, 0, 0, 0, 0)
        : new Figures(
            samples.size(),
            failures,
            latencies.getValueAtPercentile(50) / MICROS_PER_MILLI,
            latencies.getValueAtPercentile(99) / MICROS_PER_MILLI,
            latencies.getMaxValue() / MICROS_PER_MILLI);
  }

  /** How many times as long as that of {@code other} the p99 is; empty where one is of nothing. */
  public Optional<Double> p99Ratio(Figures other) {
    return requests == 0 || other.requests == 0 || other.p99 == 0
        ? Optional.empty()
        : Optional.of(p99 / other.p99);
  }
}
