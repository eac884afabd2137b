package dev.cleave.runtime.event;

/** How quick a listener is, and so how many deliveries may share a transaction. */
final class Pace {
  private static final long SLOW_NANOS = 10_000_000;

  /** A transaction shall not take longer: others may wait for the rows it has changed. */
  private static final long GROUP_NANOS = 200_000_000;

  private static final double WEIGHT = 0.2;
  private static final int[] LIMITS = {200, 64, 16};
  private static final int FIRST = 16;

  private volatile double average;

  synchronized void took(long nanos, int deliveries) {
    double each = (double) nanos / Math.max(deliveries, 1);
    average = average == 0 ? each : average + WEIGHT * (each - average);
  }

  /** Whether its deliveries shall not share a transaction across lanes. */
  boolean isSlow() {
    return average > SLOW_NANOS;
  }

  /** How many deliveries of each of these lanes to take at once; one of few values. */
  int limit(int lanes) {
    double fitting = average == 0 ? FIRST : GROUP_NANOS / average / lanes;
    for (int limit : LIMITS) {
      if (fitting >= limit) {
        return limit;
      }
    }
    return 1;
  }
}
