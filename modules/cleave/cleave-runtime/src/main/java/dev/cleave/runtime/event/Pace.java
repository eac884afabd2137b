package dev.cleave.runtime.event;

/** How quick a listener is, and so how many deliveries may share a transaction. */
final class Pace {
  private static final long SLOW_NANOS = 10_000_000;
  private static final long GROUP_NANOS = 400_000_000;
  private static final double WEIGHT = 0.2;

  private volatile double average;

  synchronized void took(long nanos, int deliveries) {
    double each = (double) nanos / Math.max(deliveries, 1);
    average = average == 0 ? each : average + WEIGHT * (each - average);
  }

  /** Whether its deliveries shall not share a transaction across lanes. */
  boolean isSlow() {
    return average > SLOW_NANOS;
  }

  /** How many deliveries of a lane to take at once; one of few values. */
  int limit() {
    double fitting = average == 0 ? 200 : GROUP_NANOS / average;
    return fitting >= 200 ? 200 : fitting >= 16 ? 16 : 1;
  }
}
