package dev.cleave.crash.load;

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
public record Sample(String what, Instant scheduled, Duration latency, String failure) {

  public boolean isFailed() {
    return failure != null;
  }

  public Instant ended() {
    return scheduled.plus(latency);
  }
}
