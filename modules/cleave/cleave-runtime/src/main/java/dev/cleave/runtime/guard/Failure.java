package dev.cleave.runtime.guard;

import dev.cleave.CallFailed;
import dev.cleave.CommandInProgress;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleUnavailable;
import dev.cleave.runtime.problem.CalleeAnswer;

/** What an exception says about the way that a call took. */
enum Failure {
  /** Nothing: the callee has answered, perhaps with a no. */
  ANSWER,
  /** The callee has too much to do; it has not begun. */
  OVERLOAD,
  /** The call did not get there, or its answer did not get back. */
  WAY,
  /** No answer came in time. */
  LATE,
  /** An attempt made before is still being executed. */
  IN_PROGRESS;

  static Failure of(Exception failure) {
    if (failure instanceof DeadlineExceeded late) {
      return late.isOutcomeKnown() || CalleeAnswer.isIn(late) ? ANSWER : LATE;
    }
    if (failure instanceof CommandInProgress) {
      return IN_PROGRESS;
    }
    if (CalleeAnswer.isOverload(failure)) {
      return OVERLOAD;
    }
    boolean mayBeOfTheWay = failure instanceof ModuleUnavailable || failure instanceof CallFailed;
    return mayBeOfTheWay && !CalleeAnswer.isIn(failure) ? WAY : ANSWER;
  }
}
