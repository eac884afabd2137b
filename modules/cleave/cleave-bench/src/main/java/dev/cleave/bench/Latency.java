package dev.cleave.bench;

import java.util.Arrays;

/** The latencies that one thread has seen; of very many, those that fit into memory. */
final class Latency {
  private static final int MOST = 2_000_000;

  private long[] nanos = new long[1024];
  private int count;
  private long calls;

  void add(long latency) {
    calls++;
    if (count == nanos.length && count < MOST) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    if (count < nanos.length) {
      nanos[count++] = latency;
    }
  }

  /** How many there were. */
  long calls() {
    return calls;
  }

  /** All of several threads that are kept, in order. */
  static long[] sorted(Iterable<Latency> threads) {
    long[] all = new long[0];
    for (Latency thread : threads) {
      int before = all.length;
      all = Arrays.copyOf(all, before + thread.count);
      System.arraycopy(thread.nanos, 0, all, before, thread.count);
    }
    Arrays.sort(all);
    return all;
  }

  static double micros(long[] sorted, double quantile) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(quantile * sorted.length))] / 1e3;
  }
}
