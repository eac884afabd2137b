package dev.cleave.runtime.instance;

/**
 * Goes along, as a suppressed exception, with the failure of a call whose cause is the process that
 * was asked and not the module: an answer that is none of Cleave's.
 */
public final class WayFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private WayFailed() {
    super("the answer is none of a process of Cleave", null, false, false);
  }

  /** Marks a failure. */
  public static <X extends Exception> X mark(X failure) {
    failure.addSuppressed(new WayFailed());
    return failure;
  }

  static boolean isMarked(Exception failure) {
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed instanceof WayFailed) {
        return true;
      }
    }
    return false;
  }
}
