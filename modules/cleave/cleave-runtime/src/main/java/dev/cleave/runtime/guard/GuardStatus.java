package dev.cleave.runtime.guard;

import dev.cleave.runtime.guard.GuardFigures.Event;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the guards around one way of a module stand in one process.
 *
 * @param binding the word for the way in routes
 * @param breakers those that are there; one for the module, and one for each contract or method
 *     that has its own
 * @param lastMinute what became of the calls
 */
public record GuardStatus(
    String module, String binding, List<BreakerStatus> breakers, LastMinute lastMinute) {
  /**
   * A circuit breaker.
   *
   * @param of what it is for: the module, a contract or a method
   * @param state {@code closed}, {@code open} or {@code half-open}
   * @param since when it came into that state
   * @param until when it is tried again, if it is open
   */
  public record BreakerStatus(String of, String state, Instant since, Optional<Instant> until) {}

  /**
   * Calls in the last minute.
   *
   * @param answered by the callee, perhaps with a no
   * @param failed on their way, all attempts of them
   * @param late without an answer at their deadline
   * @param rejected not begun, since the breaker was open or a limit was reached
   * @param retries attempts after the first
   * @param retriesRefused repeats for which the budget was used up
   * @param substituted answered with a default or an old answer
   */
  public record LastMinute(
      long answered,
      long failed,
      long late,
      long rejected,
      long retries,
      long retriesRefused,
      long substituted) {}

  static GuardStatus of(WayGuards way) {
    return new GuardStatus(
        way.module(),
        way.binding(),
        way.breakers().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> breaker(entry.getKey(), entry.getValue()))
            .toList(),
        lastMinute(way.figures().lastMinute()));
  }

  static String name(CircuitBreakerState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static BreakerStatus breaker(String of, Breaker breaker) {
    Breaker.State state = breaker.state();
    return new BreakerStatus(of, name(state.name()), state.since(), breaker.until());
  }

  private static LastMinute lastMinute(long[] counts) {
    return new LastMinute(
        counts[Event.ANSWERED.ordinal()],
        counts[Event.FAILED.ordinal()],
        counts[Event.LATE.ordinal()],
        counts[Event.OPEN_BREAKER.ordinal()]
            + counts[Event.FULL_BULKHEAD.ordinal()]
            + counts[Event.RATE_LIMIT.ordinal()],
        counts[Event.RETRY.ordinal()],
        counts[Event.RETRY_REFUSED.ordinal()],
        counts[Event.DEFAULT_ANSWER.ordinal()] + counts[Event.STALE_ANSWER.ordinal()]);
  }
}
