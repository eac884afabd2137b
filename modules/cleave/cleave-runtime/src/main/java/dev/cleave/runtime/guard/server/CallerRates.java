package dev.cleave.runtime.guard.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A token bucket for each caller, in the form of the generic cell rate algorithm (ITU-T I.371): a
 * caller is one number, the time until which its calls are booked. A bounded number of callers is
 * kept, those seen last; who is forgotten has a full bucket again. Used by many threads.
 */
public final class CallerRates {
  private static final int MOST_CALLERS = 10_000;
  private static final float LOAD = 0.75f;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Rate rate;
  private final LongSupplier clock;
  private final Map<String, Long> bookedUntil;

  /**
   * A call that is too much.
   *
   * @param rate what the caller may do
   * @param waitSeconds until the next call is allowed, rounded up
   */
  public record Refusal(Rate rate, long waitSeconds) {}

  public CallerRates(Rate rate, LongSupplier clock) {
    this(rate, clock, MOST_CALLERS);
  }

  CallerRates(Rate rate, LongSupplier clock, int mostCallers) {
    this.rate = rate;
    this.clock = clock;
    this.bookedUntil =
        new LinkedHashMap<>(16, LOAD, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > mostCallers;
          }
        };
  }

  Rate rate() {
    return rate;
  }

  int callers() {
    synchronized (bookedUntil) {
      return bookedUntil.size();
    }
  }

  /** Books a call, or tells why not; a refused call costs nothing. */
  public Optional<Refusal> take(String caller) {
    long interval = rate.interval();
    synchronized (bookedUntil) {
      long now = clock.getAsLong();
      Long booked = bookedUntil.get(caller);
      long from = booked == null || booked - now < 0 ? now : booked;
      long wait = from - now - (rate.calls() - 1) * interval;
      if (wait > 0) {
        return Optional.of(new Refusal(rate, (wait + SECOND_NANOS - 1) / SECOND_NANOS));
      }
      bookedUntil.put(caller, from + interval);
      return Optional.empty();
    }
  }
}
