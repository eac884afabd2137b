package dev.cleave.runtime.saga;

import java.util.List;
import java.util.Objects;

/**
 * The way to break the promise of this package on purpose, so that the crash test can be shown to
 * notice. Named in the system property or environment variable {@code CRASH_TEST_SABOTAGE},
 * separated by commas from others; read once. Never for anything but that test.
 */
final class Sabotage {
  private static final List<String> CHOSEN =
      List.of(
          System.getProperty(
                  "CRASH_TEST_SABOTAGE", Objects.toString(System.getenv("CRASH_TEST_SABOTAGE"), ""))
              .split(","));

  private Sabotage() {}

  /** Compensations are recorded as done without being called. */
  static boolean skipsCompensations() {
    return CHOSEN.contains("skip-compensation");
  }
}
