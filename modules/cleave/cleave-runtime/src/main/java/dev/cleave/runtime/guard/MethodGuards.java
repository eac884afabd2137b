package dev.cleave.runtime.guard;

import dev.cleave.runtime.guard.Policies.Repeats;
import java.time.Duration;
import java.util.Optional;

/** The guards of one method on one way; replaced as a whole when the configuration changes. */
record MethodGuards(
    Optional<Repeats> retry,
    Optional<Duration> timeout,
    Optional<Breaker> breaker,
    Optional<Limits> bulkhead,
    Optional<Limits> rateLimit,
    Optional<Substitution> fallback,
    Optional<StaleAnswers> stale) {

  /** Whether they do anything at all. */
  boolean isEmpty() {
    return retry.isEmpty()
        && timeout.isEmpty()
        && breaker.isEmpty()
        && bulkhead.isEmpty()
        && rateLimit.isEmpty()
        && fallback.isEmpty()
        && stale.isEmpty();
  }
}
