package dev.cleave.test.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.CallContext;
import dev.cleave.DeadlineExceeded;
import dev.cleave.test.probe.Gate;
import java.time.Duration;
import java.util.function.IntConsumer;

/** Calls that have not ended at their deadline. */
final class Late {
  private static final int SHORTEST_MILLIS = 200;
  private static final int LONGEST_MILLIS = 10_000;

  private Late() {}

  /**
   * The failure of a call that was under way when its deadline passed. On a busy machine the
   * deadline can pass before the call begins, which is another failure; then it is made again with
   * more time, after a look whether really nothing has begun.
   *
   * @param call makes the call, which goes through the {@link Gate} and takes longer than the given
   *     milliseconds
   */
  static DeadlineExceeded underWay(IntConsumer call) {
    for (int millis = SHORTEST_MILLIS; ; millis *= 3) {
      int begun = Gate.entered();
      DeadlineExceeded late = failure(millis, call);
      if (!late.isOutcomeKnown() || millis * 3 > LONGEST_MILLIS) {
        return late;
      }
      assertThat(Gate.entered()).as("begun, though %s", late.getMessage()).isEqualTo(begun);
    }
  }

  private static DeadlineExceeded failure(int millis, IntConsumer call) {
    try {
      within(
          millis,
          () -> {
            call.accept(millis);
            return null;
          });
    } catch (DeadlineExceeded e) {
      return e;
    }
    throw new AssertionError("The call ended before its deadline.");
  }

  /** Makes a call with a deadline. */
  static <T> T within(int millis, CallContext.Task<T, RuntimeException> call) {
    return CallContext.none().withTimeout(Duration.ofMillis(millis)).call(call);
  }
}
