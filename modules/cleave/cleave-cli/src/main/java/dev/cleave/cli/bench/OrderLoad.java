package dev.cleave.cli.bench;

import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The load of {@code bench events}: one thread per connection, in this process. */
final class OrderLoad implements LoadClient {

  private static final int SKUS = 1000;
  private static final int LARGEST_QUANTITY = 5;
  private static final int CREATED = 201;

  /** A server that refuses everything is not asked for the whole time. */
  private static final int PATIENCE = 100;

  private record Outcome(long answered, long failed) {}

  @Override
  public Load run(int port, int seconds, int rate, long seed) throws InterruptedException {
    long processorBefore = ProcessorTime.of(ProcessHandle.current().pid());
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      long startMicros = System.currentTimeMillis() * 1000;
      long begin = System.nanoTime();
      long end = begin + TimeUnit.SECONDS.toNanos(seconds);
      List<Callable<Outcome>> workers = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        int index = i;
        workers.add(() -> place(port, index, rate, seed, begin, end));
      }
      long answered = 0;
      long failed = 0;
      for (Future<Outcome> worker : threads.invokeAll(workers)) {
        answered += worker.get().answered();
        failed += worker.get().failed();
      }
      return new Load(
          answered,
          failed,
          startMicros,
          startMicros + TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin),
          ProcessorTime.of(ProcessHandle.current().pid()) - processorBefore);
    } catch (ExecutionException failure) {
      throw new CommandFailed("the load failed: " + failure.getCause(), failure);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Outcome place(int port, int index, int rate, long seed, long begin, long end) {
    SplittableRandom random = new SplittableRandom(seed * CONNECTIONS + index);
    long answered = 0;
    long failed = 0;
    try (HttpConnection connection = new HttpConnection(port)) {
      for (long turn = 0; failed < PATIENCE; turn++) {
        long due =
            rate == 0 ? System.nanoTime() : begin + dueNanos(turn * CONNECTIONS + index, rate);
        if (due >= end) {
          break;
        }
        awaitNanoTime(due);
        try {
          if (connection.post("/orders", "", order(random)).status() == CREATED) {
            answered++;
          } else {
            failed++;
          }
        } catch (IOException broken) {
          failed++;
        }
      }
    }
    return new Outcome(answered, failed);
  }

  /** When the request of that number is due, after the beginning. */
  static long dueNanos(long request, int rate) {
    return (long) (request * (TimeUnit.SECONDS.toNanos(1) / (double) rate));
  }

  private static void awaitNanoTime(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static String order(SplittableRandom random) {
    return "{\"sku\":\"SKU-%d\",\"quantity\":%d}"
        .formatted(random.nextInt(SKUS), 1 + random.nextInt(LARGEST_QUANTITY));
  }
}
