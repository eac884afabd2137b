package dev.cleave.runtime.problem;

import dev.cleave.CallException;
import dev.cleave.CommandInProgress;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleStandby;
import dev.cleave.ModuleUnavailable;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a caller is told of a call that was made more than once, when nobody knows what became of an
 * earlier attempt: that the last one did nothing says nothing about that.
 */
public final class EarlierAttempt {
  private EarlierAttempt() {}

  /**
   * The failure of the last attempt, seen in the light of an earlier one.
   *
   * @param earlier the first failure whose outcome is unknown, or of which another now tells that
   *     it may have begun
   */
  public static CallException with(CallException last, CallException earlier) {
    if (last instanceof CommandInProgress && !(earlier instanceof CommandInProgress)) {
      return with(earlier, earlier); // what is in progress is that attempt
    }
    if (last instanceof ModuleUnavailable gone && gone.isOutcomeKnown()) {
      return new ModuleUnavailable(gone.getMessage(), false, gone.getCause());
    }
    if (last instanceof DeadlineExceeded late && late.isOutcomeKnown()) {
      return DeadlineExceeded.outcomeUnknown(late.getMessage());
    }
    if (last instanceof ModuleStandby && last != earlier) {
      last.addSuppressed(earlier); // the module moves: it may be asked again, and then answers
    }
    return last;
  }

  /** The earlier failure that {@link #with} has noted on one that is asked again. */
  public static Optional<CallException> of(ModuleStandby last) {
    return Stream.of(last.getSuppressed())
        .filter(CallException.class::isInstance)
        .map(CallException.class::cast)
        .findFirst();
  }
}
