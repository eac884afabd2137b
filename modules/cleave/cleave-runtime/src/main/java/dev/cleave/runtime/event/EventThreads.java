package dev.cleave.runtime.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that deliver events: daemons with the application's class loader. Timers only start
 * things; whatever touches a database runs on a worker.
 */
final class EventThreads {
  private static final Logger LOG = System.getLogger(EventThreads.class.getName());
  private static final Duration LOOK = Duration.ofMillis(100);

  private final ScheduledThreadPoolExecutor timers;
  private final ExecutorService workers;
  private final Watchdog watchdog;

  EventThreads(String process) {
    this.timers = new ScheduledThreadPoolExecutor(1, threads(process + "-event-timer"));
    this.timers.setRemoveOnCancelPolicy(true);
    this.workers = Executors.newCachedThreadPool(threads(process + "-event"));
    this.watchdog = new Watchdog(this::work);
    timers.scheduleWithFixedDelay(
        watchdog::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static ThreadFactory threads(String name) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      thread.setContextClassLoader(loader);
      return thread;
    };
  }

  Watchdog watchdog() {
    return watchdog;
  }

  void work(Runnable task) {
    try {
      workers.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "no more events are delivered: the process stops");
    }
  }

  /** Runs something quick after a while. */
  void later(Duration delay, Runnable task) {
    try {
      timers.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "no more events are delivered: the process stops");
    }
  }

  /** Runs something again and again on a worker, each time so long after it was done. */
  void every(Duration delay, Runnable task) {
    later(
        delay,
        () ->
            work(
                () -> {
                  guarded(task);
                  every(delay, task);
                }));
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "background task of events failed; it runs again", e);
    }
  }

  /** Starts nothing any more and waits for what is under way. */
  void stop(Duration patience) {
    timers.shutdownNow();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends everything at once. */
  void kill() {
    timers.shutdownNow();
    workers.shutdownNow();
  }
}
