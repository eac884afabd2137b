package dev.cleave.runtime.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Ends attempts that take too long, so that a listener that hangs holds up its own events only. */
final class Watchdog {
  private static final Logger LOG = System.getLogger(Watchdog.class.getName());

  private record Watched(Attempt attempt, ReceivedEvents inbox) {}

  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private final Executor executor;

  Watchdog(Executor executor) {
    this.executor = executor;
  }

  /** Something done while being watched. */
  interface Work {
    void run(Attempt attempt) throws Exception;
  }

  /**
   * Runs the work on the calling thread.
   *
   * @param whenGivenUp runs on another thread if it takes too long; whatever the work does then is
   *     without effect
   */
  void watch(Duration limit, ReceivedEvents inbox, Runnable whenGivenUp, Work work)
      throws Exception {
    Attempt attempt = new Attempt(System.nanoTime() + limit.toNanos(), whenGivenUp);
    Watched entry = new Watched(attempt, inbox);
    watched.add(entry);
    try {
      work.run(attempt);
    } catch (Exception e) {
      if (!attempt.mayFail()) {
        throw new GivenUp();
      }
      throw e;
    } finally {
      watched.remove(entry);
      if (attempt.isGivenUp()) {
        // the interrupt was meant for the work, not for what this thread does next
        Thread.interrupted();
      }
    }
  }

  /** The calling thread was given up: others have gone on in its place. */
  static final class GivenUp extends Exception {
    private static final long serialVersionUID = 1L;

    GivenUp() {
      super("given up", null, false, false);
    }
  }

  /** Looks for attempts that take too long; called again and again. */
  void look() {
    long now = System.nanoTime();
    for (Watched entry : watched) {
      if (entry.attempt().isLate(now) && entry.attempt().giveUp()) {
        executor.execute(() -> bite(entry));
      }
    }
  }

  private static void bite(Watched entry) {
    if (entry.attempt().session() != null) {
      try {
        entry.inbox().end(entry.attempt().session());
      } catch (SQLException e) {
        LOG.log(Level.WARNING, "a hanging transaction could not be ended: {0}", e.toString());
      }
    }
    entry.attempt().afterGivingUp();
  }
}
