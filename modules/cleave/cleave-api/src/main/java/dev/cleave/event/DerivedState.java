package dev.cleave.event;

/**
 * A bean that keeps state which follows from its module's own log, and can make it anew while it
 * serves. An operator asks for it with {@code cleave rebuild <module>}. The module is the one whose
 * contract's package the bean's package lies under.
 */
public interface DerivedState {
  /** The name within the module, such as {@code ledger}. */
  String name();

  /**
   * Makes the state anew from the log, compares it with what was there, and puts it in its place.
   * Called outside any transaction; may take long. Safe to repeat.
   */
  Report rebuild();

  /**
   * What a rebuild found.
   *
   * @param entries of the log that were read
   * @param differences between the state as it was and as it follows from the log; 0 if nothing was
   *     wrong
   */
  record Report(long entries, long differences) {}
}
