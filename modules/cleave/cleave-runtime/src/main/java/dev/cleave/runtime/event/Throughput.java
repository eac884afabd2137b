package dev.cleave.runtime.event;

import java.util.concurrent.atomic.LongAdder;

/** What a subscription has done in this process: totals, and a rate over the last seconds. */
final class Throughput {
  private static final int WINDOW_SECONDS = 10;

  private final LongAdder delivered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final long[] samples = new long[WINDOW_SECONDS + 1];
  private int next;
  private int taken;

  void delivered(int count) {
    delivered.add(count);
  }

  void failed() {
    failed.increment();
  }

  long deliveries() {
    return delivered.sum();
  }

  long failures() {
    return failed.sum();
  }

  /** Called once a second. */
  synchronized void sample() {
    samples[next] = delivered.sum();
    next = (next + 1) % samples.length;
    taken = Math.min(taken + 1, samples.length);
  }

  /** Deliveries per second over the last ten. */
  synchronized double perSecond() {
    if (taken < 2) {
      return 0;
    }
    int newest = Math.floorMod(next - 1, samples.length);
    int oldest = Math.floorMod(next - taken, samples.length);
    return (samples[newest] - samples[oldest]) / (double) (taken - 1);
  }
}
