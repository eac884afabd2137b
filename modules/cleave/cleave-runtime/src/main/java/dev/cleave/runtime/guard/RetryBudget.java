package dev.cleave.runtime.guard;

import java.util.function.LongSupplier;

/**
 * Keeps repeats from multiplying an outage: they may be a fifth of the calls, and ten per second in
 * any case, counted over ten seconds. Used by many threads.
 *
 * <p>From the "retry budgets" of Finagle and of B. Beyer et al., "Site Reliability Engineering",
 * ch. 21.
 */
final class RetryBudget {
  private static final long CALLS_PER_REPEAT = 5;
  private static final long LEAST_PER_SECOND = 10;
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** The window, in seconds. */
  private static final int SLOTS = 10;

  private final LongSupplier clock;
  private final long[] earned = new long[SLOTS];
  private final long[] spent = new long[SLOTS];
  private final long[] stamp = new long[SLOTS];
  private final long begun;

  RetryBudget(LongSupplier clock) {
    this.clock = clock;
    this.begun = clock.getAsLong();
  }

  private int slot() {
    long second = (clock.getAsLong() - begun) / SECOND_NANOS;
    int slot = (int) (second % SLOTS);
    if (stamp[slot] != second) {
      stamp[slot] = second;
      earned[slot] = 0;
      spent[slot] = 0;
    }
    return slot;
  }

  /** A call is made for the first time. */
  synchronized void call() {
    earned[slot()]++;
  }

  /** Whether a call may be repeated; if so, that is noted. */
  synchronized boolean repeat() {
    int now = slot();
    long second = stamp[now];
    long calls = 0;
    long repeats = 0;
    for (int i = 0; i < SLOTS; i++) {
      if (second - stamp[i] < SLOTS) {
        calls += earned[i];
        repeats += spent[i];
      }
    }
    boolean isAllowed = repeats < calls / CALLS_PER_REPEAT || spent[now] < LEAST_PER_SECOND;
    if (isAllowed) {
      spent[now]++;
    }
    return isAllowed;
  }
}
