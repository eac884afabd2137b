package dev.cleave.runtime.guard.server;

import com.netflix.concurrency.limits.Limit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * How many calls may be under way at once. More would only wait for each other, and be answered
 * when nobody waits any more. The limit itself may learn from how long calls take. Used by many
 * threads.
 */
public final class LoadLimit {
  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder shed = new LongAdder();
  private final BooleanSupplier isSuspended;
  private volatile Limit limit;

  /**
   * No limit yet.
   *
   * @param isSuspended whether calls wait for something else than each other just now; then none is
   *     refused
   */
  LoadLimit(BooleanSupplier isSuspended) {
    this.isSuspended = isSuspended;
  }

  /** Calls that begin from now on are measured by another limit; {@code null} is none. */
  void follow(Limit next) {
    limit = next;
  }

  /** A call that was let in; it must be {@link #end ended}. */
  public final class Admission {
    private final Limit of;
    private final int beside;
    private final long begun = System.nanoTime();

    private Admission(Limit of, int beside) {
      this.of = of;
      this.beside = beside;
    }

    /**
     * The call is over.
     *
     * @param tells whether how long it took says something about how busy the process is
     */
    public void end(boolean tells) {
      inFlight.decrementAndGet();
      if (tells && of != null) {
        of.onSample(begun, System.nanoTime() - begun, beside, false);
      }
    }
  }

  /**
   * Lets a call in.
   *
   * @param share of the limit that may be used up by then: 1 for most, more for those who are
   *     refused last
   * @return {@code null} if there is no room
   */
  public Admission enter(int share) {
    Limit now = limit;
    int beside = inFlight.incrementAndGet();
    if (now != null && beside > now.getLimit() * share && !isSuspended.getAsBoolean()) {
      inFlight.decrementAndGet();
      shed.increment();
      return null;
    }
    return new Admission(now, beside);
  }

  int inFlight() {
    return inFlight.get();
  }

  /** The limit now; 0 for none. */
  int most() {
    Limit now = limit;
    return now == null ? 0 : now.getLimit();
  }

  long shed() {
    return shed.sum();
  }
}
