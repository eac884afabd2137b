package dev.cleave.runtime;

import java.util.List;
import java.util.Locale;

/**
 * Ways to break the promises of the toolkit on purpose, so that the tests of crashes and of faults
 * can be shown to notice. Named in the system property or environment variable {@code
 * CRASH_TEST_SABOTAGE}, separated by commas; read once. Never for anything but these tests.
 */
public enum Sabotage {
  /** Deliveries are not looked up or noted in the subscriber's inbox. */
  SKIP_INBOX,
  /** Deliveries are taken out of the outbox before the subscriber has committed. */
  ACK_BEFORE_COMMIT,
  /** Compensations of sagas are recorded as done without being called. */
  SKIP_COMPENSATION,
  /** Remote calls are not repeated, no breaker opens, and no instance is left alone. */
  NO_BREAKER;

  private final boolean isOn = wanted().contains(name().toLowerCase(Locale.ROOT).replace('_', '-'));

  private static List<String> wanted() {
    return List.of(
        System.getProperty(
                "CRASH_TEST_SABOTAGE",
                java.util.Objects.toString(System.getenv("CRASH_TEST_SABOTAGE"), ""))
            .split(","));
  }

  public boolean isOn() {
    return isOn;
  }
}
