package dev.cleave.runtime.instance;

import dev.cleave.runtime.Sabotage;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Whether an instance gets calls. Three failures in a row leave it alone, for 1 s at first and for
 * twice as long each further time, up to 30 s, less a random fifth, so that callers do not come
 * back all at once. Then it is tried; if it serves, it gets a tenth of its share, which grows to
 * the whole within ten seconds in which nothing fails. What an attempt brings that began before the
 * last of these changes tells nothing new and does not count. Thread-safe.
 */
final class InstanceHealth {
  static final int FAILURES = 3;
  static final long FIRST_PAUSE_NANOS = 1_000_000_000L;
  static final long LONGEST_PAUSE_NANOS = 30_000_000_000L;
  static final long COMING_BACK_NANOS = 10_000_000_000L;
  private static final double FIRST_SHARE = 0.1;
  private static final double JITTER = 0.2;

  private final LongSupplier nanoTime;
  private final DoubleSupplier random;
  private volatile InstanceState state = InstanceState.WELL;
  private volatile int failures;
  private volatile long changedAt;
  private volatile long pauseNanos;
  private int pauses;

  /**
   * An instance that is well.
   *
   * @param random numbers from 0 to 1
   */
  InstanceHealth(LongSupplier nanoTime, DoubleSupplier random) {
    this.nanoTime = nanoTime;
    this.random = random;
    this.changedAt = nanoTime.getAsLong();
  }

  InstanceState state() {
    return state;
  }

  /** Whether the next call may go there; while it comes back, chance decides. */
  boolean admits() {
    return switch (state) {
      case WELL -> true;
      case LEFT_ALONE, TRIED -> false;
      case COMING_BACK -> random.getAsDouble() < share();
    };
  }

  /** Whether it is known to serve, if perhaps not yet all that it could. */
  boolean serves() {
    return state == InstanceState.WELL || state == InstanceState.COMING_BACK;
  }

  private double share() {
    double elapsed = (double) (nanoTime.getAsLong() - changedAt) / COMING_BACK_NANOS;
    return Math.max(FIRST_SHARE, elapsed);
  }

  /** Nanoseconds for which it is still left alone. */
  long remainingNanos() {
    return state == InstanceState.LEFT_ALONE
        ? Math.max(0, changedAt + pauseNanos - nanoTime.getAsLong())
        : 0;
  }

  /** An attempt that began then got an answer, of whatever kind. */
  void succeeded(long begunAt) {
    if (state != InstanceState.WELL || failures > 0) {
      answered(begunAt);
    }
  }

  private synchronized void answered(long begunAt) {
    if (begunAt - changedAt < 0) {
      return;
    }
    failures = 0;
    switch (state) {
      case WELL, TRIED -> {}
      case LEFT_ALONE -> change(InstanceState.COMING_BACK); // asked because nobody was well
      case COMING_BACK -> {
        if (nanoTime.getAsLong() - changedAt >= COMING_BACK_NANOS) {
          change(InstanceState.WELL);
          pauses = 0;
        }
      }
    }
  }

  /** An attempt that began then failed on its way. */
  synchronized void failed(long begunAt) {
    if (Sabotage.NO_BREAKER.isOn() || begunAt - changedAt < 0) {
      return;
    }
    switch (state) {
      case LEFT_ALONE, TRIED -> {}
      case COMING_BACK -> leaveAlone();
      case WELL -> {
        failures++;
        if (failures >= FAILURES) {
          leaveAlone();
        }
      }
    }
  }

  private void leaveAlone() {
    long pause = Math.min(FIRST_PAUSE_NANOS << Math.min(pauses, 5), LONGEST_PAUSE_NANOS);
    pauseNanos = (long) (pause * (1 - JITTER * random.getAsDouble()));
    pauses++;
    failures = 0;
    change(InstanceState.LEFT_ALONE);
  }

  private void change(InstanceState next) {
    changedAt = nanoTime.getAsLong();
    state = next;
  }

  /** Whether its time is over; then whoever asked tries it, and nobody else. */
  boolean isDue() {
    if (state != InstanceState.LEFT_ALONE || remainingNanos() > 0) {
      return false;
    }
    synchronized (this) {
      if (state != InstanceState.LEFT_ALONE) {
        return false;
      }
      change(InstanceState.TRIED);
      return true;
    }
  }

  /** What came of the trial. */
  synchronized void tried(boolean serves) {
    if (state != InstanceState.TRIED) {
      return;
    }
    if (serves) {
      change(InstanceState.COMING_BACK);
    } else {
      leaveAlone();
    }
  }
}
