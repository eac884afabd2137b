package dev.cleave.test.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.CallContext;
import dev.cleave.DeadlineExceeded;
import dev.cleave.test.probe.Gate;
import java.time.Duration;
import java.util.function.IntConsumer;

/** Calls that have not ended at their deadline. */
final class Late {
  /** The first deadline. */
  static final Duration SHORTEST = Duration.ofMillis(200);

  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Late() {}

  /** As {@link #underWay(CallContext, IntConsumer)}, under an empty context. */
  static DeadlineExceeded underWay(IntConsumer call) {
    return underWay(CallContext.none(), call);
  }

  /**
   * The failure of a call that was under way when its deadline passed. On a busy machine the
   * deadline can pass before the call begins, which is another failure; then it is made again with
   * more time, after a look whether really nothing has begun.
   *
   * @param context of the call, without a deadline
   * @param call makes the call, which takes longer than the given milliseconds
   */
  static DeadlineExceeded underWay(CallContext context, IntConsumer call) {
    Duration deadline = SHORTEST;
    while (true) {
      int begun = Gate.entered();
      DeadlineExceeded late =
          failure(context.withTimeout(deadline), (int) deadline.toMillis(), call);
      deadline = deadline.multipliedBy(3);
      if (!late.isOutcomeKnown() || deadline.compareTo(LONGEST) > 0) {
        return late;
      }
      assertThat(Gate.entered()).as("begun, though %s", late.getMessage()).isEqualTo(begun);
    }
  }

  private static DeadlineExceeded failure(CallContext context, int millis, IntConsumer call) {
    try {
      context.call(
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
