package dev.cleave.runtime.guard;

import dev.cleave.runtime.guard.Policies.Rate;
import dev.cleave.runtime.guard.Rejected.By;
import io.smallrye.faulttolerance.api.RateLimitException;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

/** What keeps the calls over one way within a number: at once, or in a time. Nobody waits. */
final class Limits {
  private final TypedGuard<Object> guard;
  private final Object policy;
  private final Class<? extends Exception> refusal;
  private final By by;
  private final String message;

  private Limits(
      TypedGuard<Object> guard,
      Object policy,
      Class<? extends Exception> refusal,
      By by,
      String message) {
    this.guard = guard;
    this.policy = policy;
    this.refusal = refusal;
    this.by = by;
    this.message = message;
  }

  static Limits atOnce(String what, int most) {
    return new Limits(
        TypedGuard.create(Object.class)
            .withDescription(what)
            .withBulkhead()
            .limit(most)
            .done()
            .build(),
        most,
        BulkheadException.class,
        By.FULL_BULKHEAD,
        "%s is not called: %d calls to it are under way, which is the most that its bulkhead allows (key Bulkhead/value); try again later."
            .formatted(what, most));
  }

  static Limits inTime(String what, Rate rate) {
    return new Limits(
        TypedGuard.create(Object.class)
            .withDescription(what)
            .withRateLimit()
            .limit(rate.limit())
            .window(rate.window().toMillis(), ChronoUnit.MILLIS)
            .minSpacing(rate.spacing().toMillis(), ChronoUnit.MILLIS)
            .type(rate.type())
            .done()
            .build(),
        rate,
        RateLimitException.class,
        By.RATE_LIMIT,
        "%s is not called: this process has made the %d calls in %d ms that its rate limit allows (key RateLimit/value); try again later."
            .formatted(what, rate.limit(), rate.window().toMillis()));
  }

  boolean follows(Object wished) {
    return policy.equals(wished);
  }

  /**
   * Makes a call, if there is room for it.
   *
   * @throws Rejected if there is none
   */
  Object call(Callable<Object> task) throws Exception {
    try {
      return guard.call(task);
    } catch (BulkheadException | RateLimitException e) {
      if (refusal.isInstance(e)) {
        throw new Rejected(by, message);
      }
      throw e;
    }
  }
}
