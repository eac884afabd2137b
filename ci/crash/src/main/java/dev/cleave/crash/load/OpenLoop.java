package dev.cleave.crash.load;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Sends requests at a constant rate, whether they are answered or not: what one request has to wait
 * for, those behind it wait for as well, and it is measured.
 */
public final class OpenLoop implements AutoCloseable {

  private static final long END_SECONDS = 5;
  private static final long LATE_NANOS = 200_000_000;

  private final Sender sender;
  private final Supplier<Wanted> next;
  private final double rate;
  private final Thread thread = new Thread(this::run, "open-loop");
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final Object sending = new Object();
  private volatile boolean isPaused;
  private volatile boolean isStopped;

  /** A load that has begun. */
  public OpenLoop(Sender sender, Supplier<Wanted> next, double rate) {
    this.sender = sender;
    this.next = next;
    this.rate = rate;
    thread.setDaemon(true);
    thread.start();
  }

  /** Sends nothing from now on until {@link #resume}; what is on its way goes on. */
  public void pause() {
    synchronized (sending) {
      isPaused = true;
    }
    requireAlive();
  }

  /** Begins a new schedule. */
  public void resume() {
    isPaused = false;
    LockSupport.unpark(thread);
    requireAlive();
  }

  /** Throws what has ended the load before its time. */
  public void requireAlive() {
    if (failure.get() != null) {
      throw new IllegalStateException("the load has ended by itself", failure.get());
    }
  }

  private void run() {
    try {
      while (!isStopped) {
        if (isPaused) {
          LockSupport.parkNanos(10_000_000);
        } else {
          send(new Schedule(System.nanoTime(), rate));
        }
      }
    } catch (RuntimeException broken) {
      failure.set(broken);
    }
  }

  /**
   * Until it is paused or stopped, or until this thread, which waits for nobody, is late itself:
   * then the machine stood still, and what the requests waited for would not be the shop's doing.
   */
  private void send(Schedule schedule) {
    for (long number = 0; !isStopped; number++) {
      long due = schedule.due(number);
      while (System.nanoTime() - due < 0 && !isStopped) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      synchronized (sending) {
        if (isPaused || System.nanoTime() - due > LATE_NANOS) {
          return;
        }
        sender.send(next.get(), due);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    isStopped = true;
    LockSupport.unpark(thread);
    thread.join(END_SECONDS * 1000);
  }
}
