package dev.cleave.test.probe;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where the probe's slow methods wait, and where a test, in the same process, lets them go. */
public final class Gate {
  private static volatile CountDownLatch latch = new CountDownLatch(1);
  private static final AtomicInteger ENTERED = new AtomicInteger();
  private static final AtomicInteger WAITING = new AtomicInteger();

  private Gate() {}

  /** Whoever comes from now on waits. */
  public static void shut() {
    latch = new CountDownLatch(1);
  }

  /** Nobody waits any more. */
  public static void open() {
    latch.countDown();
  }

  /** How many wait now. */
  public static int waiting() {
    return WAITING.get();
  }

  /** How many have ever come here. */
  public static int entered() {
    return ENTERED.get();
  }

  static void await(int millis) {
    ENTERED.incrementAndGet();
    WAITING.incrementAndGet();
    try {
      latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      WAITING.decrementAndGet();
    }
  }
}
