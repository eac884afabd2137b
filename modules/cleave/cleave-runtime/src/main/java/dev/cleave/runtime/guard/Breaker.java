package dev.cleave.runtime.guard;

import dev.cleave.runtime.guard.Policies.Breaking;
import dev.cleave.runtime.guard.Rejected.By;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * The circuit breaker of one way: while it is open, calls fail at once instead of waiting for what
 * does not answer.
 */
final class Breaker {
  private static final Logger LOG = System.getLogger(Breaker.class.getName());

  private final String what;
  private final Breaking policy;
  private final TypedGuard<Object> guard;
  private volatile State state = new State(CircuitBreakerState.CLOSED, Instant.now());

  /** A state, and since when. */
  record State(CircuitBreakerState name, Instant since) {}

  /** Carries a failure past the engine that counts against the way. */
  private static final class Counted extends Exception {
    private static final long serialVersionUID = 1L;

    Counted(Exception failure) {
      super(null, failure, false, false);
    }

    Exception failure() {
      return (Exception) getCause();
    }
  }

  /** Tells whether a failure of a call counts against the way. */
  interface Verdict {
    boolean counts(Exception failure, boolean isTrial);
  }

  /**
   * A closed breaker.
   *
   * @param what it guards, for messages and the log: "The module shipping over rest"
   */
  Breaker(String what, Breaking policy) {
    this.what = what;
    this.policy = policy;
    this.guard =
        TypedGuard.create(Object.class)
            .withDescription(what)
            .withCircuitBreaker()
            .requestVolumeThreshold(policy.volume())
            .failureRatio(policy.ratio())
            .delay(policy.delay().toMillis(), ChronoUnit.MILLIS)
            .successThreshold(policy.successes())
            .when(failure -> failure instanceof Counted)
            .onStateChange(this::changed)
            .done()
            .build();
  }

  Breaking policy() {
    return policy;
  }

  private void changed(CircuitBreakerState next) {
    State before = state;
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    state = new State(next, now);
    LOG.log(
        next == CircuitBreakerState.OPEN ? Level.WARNING : Level.INFO,
        "breaker of={0} from={1} to={2}",
        what,
        before.name(),
        next);
  }

  /**
   * Makes a call, if the breaker lets it begin.
   *
   * @throws Rejected if it does not
   */
  Object call(Callable<Object> task, Verdict verdict) throws Exception {
    try {
      return guard.call(
          () -> {
            try {
              return task.call();
            } catch (Exception e) {
              boolean isTrial = state.name() == CircuitBreakerState.HALF_OPEN;
              throw verdict.counts(e, isTrial) ? new Counted(e) : e;
            }
          });
    } catch (Counted e) {
      throw e.failure();
    } catch (CircuitBreakerOpenException e) {
      throw new Rejected(By.OPEN_BREAKER, openMessage());
    }
  }

  private String openMessage() {
    State now = state;
    return now.name() == CircuitBreakerState.OPEN
        ? "%s is not called: too many of the last %d calls failed on their way, so its circuit breaker is open since %s; the next trial is at %s."
            .formatted(what, policy.volume(), now.since(), until(now))
        : "%s is not called: its circuit breaker is half-open since %s, and trial calls are under way."
            .formatted(what, now.since());
  }

  private Instant until(State open) {
    return open.since().plus(policy.delay());
  }

  State state() {
    return state;
  }

  /** When it is tried again, if it is open. */
  Optional<Instant> until() {
    State now = state;
    return now.name() == CircuitBreakerState.OPEN ? Optional.of(until(now)) : Optional.empty();
  }
}
