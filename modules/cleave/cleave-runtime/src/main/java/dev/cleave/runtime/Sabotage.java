package dev.cleave.runtime;

/**
 * Faults that the crash test puts into the system on purpose, to see itself find them. Never set
 * outside that test: each of them loses or doubles effects.
 */
public enum Sabotage {
  /** Sagas record compensations as done without calling anything. */
  SKIP_COMPENSATION("skip-compensation");

  /** The system property that names the fault; the environment variable is CLEAVE_SABOTAGE. */
  public static final String PROPERTY = "cleave.sabotage";

  private static final String CHOSEN =
      System.getProperty(PROPERTY, System.getenv().getOrDefault("CLEAVE_SABOTAGE", ""));

  private final String what;

  Sabotage(String what) {
    this.what = what;
  }

  public boolean isOn() {
    return what.equals(CHOSEN);
  }
}
