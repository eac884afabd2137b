package dev.cleave.runtime;

/**
 * {@link System#nanoTime()} as of the last tick of a background thread, for decisions about
 * deadlines on the path of every call: reading it costs a memory access instead of some 25 ns. It
 * is behind by one tick at most (a few milliseconds), more on a starved machine; never ahead.
 * Without a ticking thread it is exact.
 */
public final class CoarseClock {
  /** How often the clock should be ticked. */
  public static final long TICK_MILLIS = 5;

  private static volatile long ticked;

  private CoarseClock() {}

  public static long nanoTime() {
    long nanos = ticked;
    return nanos == 0 ? System.nanoTime() : nanos;
  }

  /** Whether the deadline, a {@link System#nanoTime()} value, has passed. */
  public static boolean hasPassed(long deadlineNanos) {
    return nanoTime() - deadlineNanos >= 0;
  }

  public static void tick() {
    long now = System.nanoTime();
    ticked = now == 0 ? 1 : now;
  }

  /** From now on nobody ticks. */
  public static void stop() {
    ticked = 0;
  }
}
