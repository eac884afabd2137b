package dev.cleave.runtime.problem;

/**
 * Suppressed in a failure that one instance of a module is the cause of, while another one is well:
 * the module can be called, and nothing is gained by no longer calling it.
 */
public final class OneInstance extends Throwable {
  private static final long serialVersionUID = 1L;

  private static final OneInstance MARK = new OneInstance();

  private OneInstance() {
    super("another instance is well", null, false, false);
  }

  /** Marks the failure. */
  public static <X extends Throwable> X in(X failure) {
    if (!isIn(failure)) {
      failure.addSuppressed(MARK);
    }
    return failure;
  }

  /** Whether another instance is well. */
  public static boolean isIn(Throwable failure) {
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed == MARK) {
        return true;
      }
    }
    return false;
  }
}
