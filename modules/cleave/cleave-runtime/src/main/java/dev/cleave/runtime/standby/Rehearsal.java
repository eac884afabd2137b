package dev.cleave.runtime.standby;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * Reads that are asked so that answers can be compared and a process gets warm: no caller gets the
 * answer, so a process that only stands by may give it too. Bound to the thread.
 */
public final class Rehearsal {
  private static final ThreadLocal<Boolean> ON = new ThreadLocal<>();

  private Rehearsal() {}

  /** Whether the read that the thread is making is one. */
  public static boolean isOn() {
    return ON.get() != null;
  }

  /** Does something, as one if {@code isOne}. */
  public static void run(boolean isOne, Runnable work) {
    try {
      call(isOne, Executors.callable(work));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a Runnable throws nothing else", e);
    }
  }

  /** Makes a call, as one if {@code isOne}. */
  public static <T> T call(boolean isOne, Callable<T> call) throws Exception {
    if (!isOne || isOn()) {
      return call.call();
    }
    ON.set(true);
    try {
      return call.call();
    } finally {
      ON.remove();
    }
  }
}
