package dev.cleave.crash.extract;

import java.time.Duration;
import java.time.Instant;

/**
 * One request and what came of it.
 *
 * @param what it wanted
 * @param scheduled when it was due, which may be before it was sent
 * @param latency from then until its answer was there, or until it was given up
 * @param failure why it counts as failed, or null
 */
record Sample(String what, Instant scheduled, Duration latency, String failure) {

  boolean isFailed() {
    return failure != null;
  }

  Instant ended() {
    return scheduled.plus(latency);
  }
}
