package dev.cleave.runtime.event;

import dev.cleave.runtime.event.ReceivedEvents.Session;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One try to deliver, by one thread, under the eyes of a watchdog: either the thread commits, or it
 * is given up, never both.
 */
final class Attempt {
  private enum State {
    RUNNING,
    COMMITTING,
    GIVEN_UP
  }

  private final Thread thread = Thread.currentThread();
  private final long deadline;
  private final Runnable whenGivenUp;
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private volatile Session session;

  Attempt(long deadlineNanos, Runnable whenGivenUp) {
    this.deadline = deadlineNanos;
    this.whenGivenUp = whenGivenUp;
  }

  /** The transaction to end if this hangs. */
  void uses(Session session) {
    this.session = session;
  }

  Session session() {
    return session;
  }

  boolean isLate(long now) {
    return now - deadline > 0;
  }

  /** The thread asks before it commits; false if it was given up. */
  boolean mayCommit() {
    return state.compareAndSet(State.RUNNING, State.COMMITTING);
  }

  /** The thread has failed by itself; false if it was given up before. */
  boolean mayFail() {
    return mayCommit() || !isGivenUp();
  }

  boolean isGivenUp() {
    return state.get() == State.GIVEN_UP;
  }

  /** Gives the thread up unless it commits already; it finds out when it comes back. */
  boolean giveUp() {
    if (!state.compareAndSet(State.RUNNING, State.GIVEN_UP)) {
      return false;
    }
    thread.interrupt();
    return true;
  }

  void afterGivingUp() {
    whenGivenUp.run();
  }
}
