package dev.cleave.runtime.route;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What was found by comparing the answers of two ways, {@code cleave.route.<module> = local, shadow
 * rest}: the figures of each method and the last differences. Thread-safe. Without a shadow it has
 * neither threads nor figures.
 *
 * <p>Differences have the arguments and answers of real calls in them, and so may have personal
 * data: they are kept in memory only, are not logged, and are to be shown on the internal port
 * only.
 */
public final class ParallelRuns {
  private static final int THREADS = 2;
  private static final int WAITING = 100;
  private static final long IDLE_SECONDS = 30;

  private final Map<String, ParallelRun> modules = new ConcurrentSkipListMap<>();
  private final ThreadPoolExecutor executor;

  /**
   * The comparisons of one module.
   *
   * @param since when they began: the figures are those of the shadow that is configured, or that
   *     was the last one
   * @param differences the last ones, oldest first
   */
  public record ModuleRun(
      String module, Instant since, List<MethodFigures> methods, List<Difference> differences) {}

  /**
   * The comparisons of one method.
   *
   * @param compared reads of which both sides gave an answer
   * @param equal of these, those with the same answer
   * @param settled of the equal ones, those that were so when both sides were asked once more
   * @param different of the compared, those that differed then too
   * @param failed reads that could not be compared: the candidate was away, late, or broke
   * @param dropped reads that were not compared, because too many waited for it
   * @param lastFailure why the last one failed
   */
  public record MethodFigures(
      String method,
      long compared,
      long equal,
      long settled,
      long different,
      long failed,
      long dropped,
      Optional<String> lastFailure) {}

  /**
   * Two answers that differed.
   *
   * @param method {@code Contract.method}
   * @param arguments a JSON object, by parameter; cut where it is long
   * @param control what the caller got, when it was asked once more
   * @param candidate what the other way answered
   */
  public record Difference(
      Instant at, String method, String arguments, Answer control, Answer candidate) {}

  /**
   * What one side answered.
   *
   * @param json its result, or the code and the fields of its problem; of a long one, 2,000
   *     characters around the place where the two begin to differ
   */
  public record Answer(Kind kind, String json) {
    /** How a call ends that has an answer. */
    public enum Kind {
      RESULT,
      PROBLEM
    }
  }

  ParallelRuns() {
    this(THREADS, WAITING);
  }

  /**
   * With other limits.
   *
   * @param waiting how many comparisons may wait for a thread
   */
  ParallelRuns(int threads, int waiting) {
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            threads(Thread.currentThread().getContextClassLoader()));
    executor.allowCoreThreadTimeOut(true);
  }

  /** Threads have nothing of the caller's, in whose call they may be made. */
  private static ThreadFactory threads(ClassLoader loader) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread =
          new Thread(null, task, "cleave-parallel-run-" + count.incrementAndGet(), 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(loader);
      return thread;
    };
  }

  /** Begins anew: what was found before is forgotten. */
  void begin(String module) {
    modules.put(module, new ParallelRun(module));
  }

  ParallelRun of(String module) {
    return modules.computeIfAbsent(module, ParallelRun::new);
  }

  /** Does the work later on another thread; {@code false} if too much waits already. */
  boolean later(Runnable work) {
    try {
      executor.execute(work);
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      return false; // the second is what a machine throws that gives no more threads
    }
  }

  /**
   * What was found, by module.
   *
   * @param module the only one to tell about, if present; nothing is found of an unknown one
   */
  public List<ModuleRun> report(Optional<String> module) {
    return modules.entrySet().stream()
        .filter(entry -> module.isEmpty() || module.get().equals(entry.getKey()))
        .map(entry -> entry.getValue().report())
        .toList();
  }

  /** Compares nothing any more. */
  public void stop() {
    executor.shutdownNow();
  }
}
