package dev.cleave.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Calls per second of several threads, each of which calls again as soon as it has an answer. */
final class Throughput {
  private Throughput() {}

  static double perSecond(ExecutorService executor, int threads, int millis, IntConsumer call) {
    long begun = System.nanoTime();
    long end = begun + TimeUnit.MILLISECONDS.toNanos(millis);
    Callable<Long> loop =
        () -> {
          long calls = 0;
          while (System.nanoTime() < end) {
            call.accept((int) (calls % 1000));
            calls++;
          }
          return calls;
        };
    try {
      List<Future<Long>> loops = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        loops.add(executor.submit(loop));
      }
      long calls = 0;
      for (Future<Long> future : loops) {
        calls += future.get();
      }
      return calls / ((System.nanoTime() - begun) / 1e9);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The measurement was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A measured call failed", e.getCause());
    }
  }
}
