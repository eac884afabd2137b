package dev.cleave.runtime.saga;

/**
 * Ends the process at a chosen one of the places between two statements. From then on every
 * statement of that process fails, as none is executed any more.
 */
final class Kill {
  private int placesLeft = Integer.MAX_VALUE;
  private int passed;
  private boolean isDead;

  /** The process ended here; nothing may catch it and go on. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** The next process dies after so many further places. */
  void after(int places) {
    placesLeft = places;
  }

  /** A new process, which lives. */
  void restart() {
    isDead = false;
    placesLeft = Integer.MAX_VALUE;
  }

  int passed() {
    return passed;
  }

  boolean isDead() {
    return isDead;
  }

  void pass() {
    passed++;
    if (isDead || placesLeft-- <= 0) {
      isDead = true;
      throw new Killed();
    }
  }
}
