package dev.cleave.runtime.cdi;

import dev.cleave.runtime.CoarseClock;
import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.grpc.Grpc;
import dev.cleave.runtime.grpc.GrpcHost;
import dev.cleave.runtime.guard.server.ServerGuards;
import dev.cleave.runtime.instance.Instances;
import dev.cleave.runtime.instance.Registration;
import dev.cleave.runtime.message.Serving;
import dev.cleave.runtime.route.RouteTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of the toolkit: route changes are looked for five times a second, inboxes are cleaned
 * every ten minutes, calls with short deadlines wait elsewhere than on the caller's thread, and
 * sagas are carried on. Daemon threads with the application's class loader, ended with the
 * application.
 */
final class Background {
  private static final Logger LOG = System.getLogger(Background.class.getName());
  private static final long REFRESH_MILLIS = 200;
  private static final long CLEAN_UP_MINUTES = 10;

  /** Each may wait for a process that does not answer. */
  private static final int ROUTES_AT_ONCE = 8;

  private final ScheduledExecutorService timers;
  private final ScheduledExecutorService routeTimers;
  private final ScheduledExecutorService databaseTimers;
  private final ScheduledExecutorService brokerTimer;
  private final ScheduledExecutorService clock;
  private final ExecutorService calls;

  Background(String process) {
    this.timers = Executors.newScheduledThreadPool(2, threads(process + "-cleave-timer"));
    this.routeTimers =
        Executors.newScheduledThreadPool(ROUTES_AT_ONCE, threads(process + "-cleave-route-timer"));
    this.databaseTimers =
        Executors.newScheduledThreadPool(2, threads(process + "-cleave-database-timer"));
    this.brokerTimer =
        Executors.newSingleThreadScheduledExecutor(threads(process + "-cleave-broker-timer"));
    this.clock = Executors.newSingleThreadScheduledExecutor(threads(process + "-cleave-clock"));
    this.calls = Executors.newCachedThreadPool(threads(process + "-cleave-call"));
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

  /** For what waits for a database; so that one that is away does not hold up routes. */
  ScheduledExecutorService databaseTimers() {
    return databaseTimers;
  }

  Executor calls() {
    return calls;
  }

  void start(RouteTable routes, ContractServers servers, Instances instances, ServerGuards guards) {
    for (String module : routes.modules()) {
      every(routeTimers, REFRESH_MILLIS, TimeUnit.MILLISECONDS, () -> routes.refresh(module));
    }
    every(REFRESH_MILLIS, TimeUnit.MILLISECONDS, servers.duties()::refresh);
    every(REFRESH_MILLIS, TimeUnit.MILLISECONDS, routes::refreshPolicy);
    every(REFRESH_MILLIS, TimeUnit.MILLISECONDS, instances::look);
    every(REFRESH_MILLIS, TimeUnit.MILLISECONDS, guards::refresh);
    every(clock, CoarseClock.TICK_MILLIS, TimeUnit.MILLISECONDS, CoarseClock::tick);
    every(CLEAN_UP_MINUTES, TimeUnit.MINUTES, servers::cleanUpInboxes);
  }

  /** Takes messages for the modules for which that is wished, from now on. */
  void serve(Serving serving, Set<String> modules, Registration registration) {
    every(REFRESH_MILLIS, TimeUnit.MILLISECONDS, registration::look);
    // opening sessions takes its time, in which the clock must go on
    modules.forEach(
        module ->
            every(
                brokerTimer, REFRESH_MILLIS, TimeUnit.MILLISECONDS, () -> serving.refresh(module)));
  }

  /** Keeps the gRPC port as it is wished, from now on. */
  void serve(Grpc grpc, GrpcHost process) {
    every(REFRESH_MILLIS, TimeUnit.MILLISECONDS, () -> grpc.refresh(process));
  }

  private void every(long delay, TimeUnit unit, Runnable task) {
    every(timers, delay, unit, task);
  }

  private static void every(
      ScheduledExecutorService executor, long delay, TimeUnit unit, Runnable task) {
    executor.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "background task failed; it runs again", e);
          }
        },
        delay,
        delay,
        unit);
  }

  void stop() {
    CoarseClock.stop();
    timers.shutdownNow();
    routeTimers.shutdownNow();
    databaseTimers.shutdownNow();
    brokerTimer.shutdownNow();
    clock.shutdownNow();
    calls.shutdownNow();
  }
}
