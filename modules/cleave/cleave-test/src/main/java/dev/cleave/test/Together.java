package dev.cleave.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Does things at the same time and collects what came of each: a result or an exception. */
public final class Together {
  private Together() {}

  public static List<Object> run(int count, IntFunction<Callable<?>> tasks) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(count);
    try {
      CyclicBarrier start = new CyclicBarrier(count);
      List<Future<Object>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Callable<?> task = tasks.apply(i);
        running.add(
            executor.submit(
                () -> {
                  start.await(30, TimeUnit.SECONDS);
                  return task.call();
                }));
      }
      List<Object> outcomes = new ArrayList<>();
      for (Future<Object> future : running) {
        try {
          outcomes.add(future.get(60, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
          outcomes.add(e.getCause());
        }
      }
      return outcomes;
    } finally {
      executor.shutdownNow();
    }
  }
}
