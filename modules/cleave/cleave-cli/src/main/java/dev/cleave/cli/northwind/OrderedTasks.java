package dev.cleave.cli.northwind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Runs tasks on a few threads. They start in the order in which they are given, and a task waits
 * until every earlier one that uses the same thing has ended, unless both only read it. After the
 * first failure no further task starts.
 *
 * <p>Tasks are given by one thread.
 */
final class OrderedTasks implements AutoCloseable {

  /** Something to do. */
  @FunctionalInterface
  interface Task {
    void run() throws ImportFailed, InterruptedException;
  }

  private record Running(Future<?> end, Set<String> reads, Set<String> writes) {

    boolean conflictsWith(Set<String> otherReads, Set<String> otherWrites) {
      return !Collections.disjoint(writes, otherReads)
          || !Collections.disjoint(writes, otherWrites)
          || !Collections.disjoint(reads, otherWrites);
    }
  }

  private final ExecutorService threads;
  private final Semaphore free;
  private final BooleanSupplier isStopped;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final List<Running> running = new ArrayList<>();

  /**
   * Prepares to run.
   *
   * @param atOnce how many tasks run at the same time
   * @param isStopped asked before each task; none starts once it says so
   */
  OrderedTasks(int atOnce, BooleanSupplier isStopped) {
    this.threads =
        Executors.newFixedThreadPool(
            atOnce,
            task -> {
              Thread thread = new Thread(task, "import");
              thread.setDaemon(true);
              return thread;
            });
    this.free = new Semaphore(atOnce);
    this.isStopped = isStopped;
  }

  /** Runs a task that has nothing to do with any other. */
  void add(Task task) throws ImportFailed, InterruptedException {
    add(Set.of(), Set.of(), task);
  }

  /**
   * Runs a task as soon as a thread is free and nothing it uses is in use.
   *
   * @throws ImportFailed if an earlier task failed
   */
  void add(Set<String> reads, Set<String> writes, Task task)
      throws ImportFailed, InterruptedException {
    running.removeIf(earlier -> earlier.end().isDone());
    for (Running earlier : running) {
      if (earlier.conflictsWith(reads, writes)) {
        await(earlier);
      }
    }
    free.acquire();
    try {
      throwIfFailed();
      if (isStopped.getAsBoolean()) {
        throw new ImportStopped();
      }
    } catch (ImportFailed | RuntimeException noMore) {
      free.release();
      throw noMore;
    }
    running.add(new Running(threads.submit(() -> run(task)), reads, writes));
  }

  /** Waits for the end of all tasks. */
  void finish() throws ImportFailed, InterruptedException {
    running.forEach(OrderedTasks::await);
    running.clear();
    throwIfFailed();
  }

  @Override
  public void close() {
    // In the ordinary case all tasks have ended; after a failure those in flight come to their end.
    running.forEach(OrderedTasks::await);
    threads.shutdown();
  }

  private void run(Task task) {
    try {
      task.run();
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
    } finally {
      free.release();
    }
  }

  private void throwIfFailed() throws ImportFailed {
    Throwable thrown = failure.get();
    if (thrown instanceof ImportFailed failed) {
      throw failed;
    }
    if (thrown != null) {
      throw new IllegalStateException(thrown);
    }
  }

  private static void await(Running task) {
    try {
      task.end().get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
