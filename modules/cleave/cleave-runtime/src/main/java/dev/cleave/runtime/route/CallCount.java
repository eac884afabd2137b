package dev.cleave.runtime.route;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often something was called, kept thread by thread so that counting costs no atomic operation.
 */
final class CallCount {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final int index = NEXT.getAndIncrement();

  /** The place of this count in the arrays of each thread. */
  int index() {
    return index;
  }

  /** The sum over all threads, those that have ended included. */
  long sum() {
    return CallThread.sum(this);
  }
}
