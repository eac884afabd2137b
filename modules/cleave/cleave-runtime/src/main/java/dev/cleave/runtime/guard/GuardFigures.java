package dev.cleave.runtime.guard;

import dev.cleave.runtime.guard.Rejected.By;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;

/** What became of the calls over one way since the start of the process. Used by many threads. */
final class GuardFigures {
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final long SAMPLE_NANOS = 1_000_000_000L;

  /** What is counted. */
  enum Event {
    /** The callee has answered, perhaps with a no. */
    ANSWERED,
    /** The call failed on its way, all attempts of it. */
    FAILED,
    LATE,
    OPEN_BREAKER,
    FULL_BULKHEAD,
    RATE_LIMIT,
    /** An attempt after the first. */
    RETRY,
    /** A repeat that the budget did not allow. */
    RETRY_REFUSED,
    DEFAULT_ANSWER,
    STALE_ANSWER;

    static Event of(By by) {
      return switch (by) {
        case OPEN_BREAKER -> OPEN_BREAKER;
        case FULL_BULKHEAD -> FULL_BULKHEAD;
        case RATE_LIMIT -> RATE_LIMIT;
      };
    }
  }

  private record Sample(long at, long[] counts) {}

  private final LongAdder[] counts = new LongAdder[Event.values().length];
  private final Deque<Sample> samples = new ArrayDeque<>();

  GuardFigures() {
    Arrays.setAll(counts, i -> new LongAdder());
  }

  void count(Event event) {
    counts[event.ordinal()].increment();
  }

  long of(Event event) {
    return counts[event.ordinal()].sum();
  }

  private long[] now() {
    return Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
  }

  /** To be called about once a second, for {@link #lastMinute}. */
  synchronized void sample(long nanos) {
    if (!samples.isEmpty() && nanos - samples.getLast().at() < SAMPLE_NANOS) {
      return;
    }
    // what was counted before the first one is of the last minute too
    samples.addLast(new Sample(nanos, samples.isEmpty() ? new long[counts.length] : now()));
    // the oldest one kept is the last that is a minute old
    while (samples.size() > 1 && nanos - second().at() >= MINUTE_NANOS) {
      samples.removeFirst();
    }
  }

  private Sample second() {
    var all = samples.iterator();
    all.next();
    return all.next();
  }

  /** What was counted in the last minute, by the order of {@link Event}. */
  synchronized long[] lastMinute() {
    long[] figures = now();
    if (!samples.isEmpty()) {
      long[] then = samples.getFirst().counts();
      Arrays.setAll(figures, i -> figures[i] - then[i]);
    }
    return figures;
  }
}
