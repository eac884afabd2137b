package dev.cleave.runtime.problem;

/**
 * Suppressed in a failure that a callee answered with, so that it can be told from one that arose
 * on the way there: the way is fine, and who repeats the call gets the same.
 */
public final class CalleeAnswer extends Throwable {
  private static final long serialVersionUID = 1L;

  private static final CalleeAnswer FAILED = new CalleeAnswer("answered by the callee");
  private static final CalleeAnswer OVERLOADED = new CalleeAnswer("the callee sheds load");

  private CalleeAnswer(String message) {
    super(message, null, false, false);
  }

  /** Marks the failure as an answer. */
  static <X extends Throwable> X in(X failure) {
    failure.addSuppressed(FAILED);
    return failure;
  }

  /** Marks the failure as one of a callee that has too much to do just now. */
  static <X extends Throwable> X ofOverload(X failure) {
    failure.addSuppressed(OVERLOADED);
    return failure;
  }

  /** Whether a callee answered with it. */
  public static boolean isIn(Throwable failure) {
    return has(failure, FAILED);
  }

  /** Whether a callee refused the call because it has too much to do. */
  public static boolean isOverload(Throwable failure) {
    return has(failure, OVERLOADED);
  }

  private static boolean has(Throwable failure, CalleeAnswer mark) {
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed == mark) {
        return true;
      }
    }
    return false;
  }
}
