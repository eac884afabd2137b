package dev.cleave.cli.bench;

import java.util.Arrays;

/** Times that something took. Any thread may add one. */
final class Latencies {

  private static final int FIRST_CAPACITY = 1 << 12;
  private static final double NANOS_PER_MILLI = 1e6;

  private long[] nanos = new long[FIRST_CAPACITY];
  private int count;

  synchronized void add(long elapsedNanos) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = elapsedNanos;
  }

  synchronized int count() {
    return count;
  }

  /** The time within which that share of them was done, in milliseconds. */
  synchronized double millis(double share) {
    if (count == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * count);
    return sorted[Math.max(1, rank) - 1] / NANOS_PER_MILLI;
  }
}
