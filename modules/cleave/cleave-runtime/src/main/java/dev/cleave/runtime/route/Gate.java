package dev.cleave.runtime.route;

import dev.cleave.CallContext;
import dev.cleave.DeadlineExceeded;
import dev.cleave.runtime.contract.ContractMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where new calls to a module wait while it changes hands: until somebody opens, at the latest
 * until a given instant, and never beyond their deadlines.
 */
final class Gate {
  private final CountDownLatch open = new CountDownLatch(1);
  private final Runnable whenOver;
  private volatile Instant until;

  /**
   * A closed gate.
   *
   * @param whenOver called by those who wait when the instant has come and nobody has opened
   */
  Gate(Instant until, Runnable whenOver) {
    this.until = until;
    this.whenOver = whenOver;
  }

  Instant until() {
    return until;
  }

  void until(Instant later) {
    until = later;
  }

  void open() {
    open.countDown();
  }

  private void await(ContractMethod method, CallContext context) {
    try {
      while (open.getCount() > 0) {
        long remaining = context.remainingNanos();
        if (remaining <= 0) {
          throw DeadlineExceeded.notStarted(
              "%s was not started: its module is changing hands, and its deadline passed meanwhile."
                  .formatted(method.name()));
        }
        long left = Duration.between(Instant.now(), until).toNanos();
        if (left <= 0) {
          whenOver.run();
        } else {
          open.await(Math.min(left, remaining), TimeUnit.NANOSECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DeadlineExceeded.notStarted(
          "%s was not started: its thread was interrupted while its module is changing hands."
              .formatted(method.name()));
    }
  }

  /**
   * The gate as a binding: whoever waited at it is told to enter anew, so that the call is counted
   * where it goes and not here.
   */
  Binding asBinding() {
    return new Binding() {
      @Override
      public Object call(
          ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable) {
        await(method, context);
        throw Opened.NOW;
      }

      @Override
      public Object join(
          ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable) {
        await(method, context);
        throw Opened.NOW;
      }
    };
  }

  /** The gate was passed: the call is to be made by the route that is in effect now. */
  static final class Opened extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Opened NOW = new Opened();

    private Opened() {
      super("the gate is open", null, false, false);
    }
  }
}
