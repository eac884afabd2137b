package dev.cleave.runtime.event;

/**
 * How far one read model or derived state has been made anew.
 *
 * @param kind {@code read-model} or {@code derived-state}
 * @param state {@code BUILDING}, {@code DONE} or {@code FAILED}
 * @param generation of a read model, else {@code null}
 * @param remaining deliveries that are still to be made to it
 * @param entries of the log that were read
 * @param differences that were found in derived state
 * @param cause why it failed, else {@code null}
 */
public record RebuildResult(
    String name,
    String kind,
    String state,
    Integer generation,
    long remaining,
    long entries,
    long differences,
    String cause) {
  static final String READ_MODEL = "read-model";
  static final String DERIVED_STATE = "derived-state";
  private static final String BUILDING = "BUILDING";
  private static final String DONE = "DONE";
  private static final String FAILED = "FAILED";

  static RebuildResult begun(String name, String kind) {
    return new RebuildResult(name, kind, BUILDING, null, 0, 0, 0, null);
  }

  RebuildResult building(int newGeneration, long nowRemaining, long nowEntries) {
    return new RebuildResult(
        name, kind, BUILDING, newGeneration, nowRemaining, nowEntries, 0, null);
  }

  RebuildResult done(long allEntries, long found) {
    return new RebuildResult(name, kind, DONE, generation, 0, allEntries, found, null);
  }

  RebuildResult failed(String why) {
    return new RebuildResult(name, kind, FAILED, generation, remaining, entries, differences, why);
  }

  boolean isRunning() {
    return state.equals(BUILDING);
  }
}
