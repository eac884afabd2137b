package dev.cleave.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The clock that latencies are taken with: both ends of a delivery read it on one machine. */
public final class Micros {
  private Micros() {}

  /** Microseconds since 1970. */
  public static long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
