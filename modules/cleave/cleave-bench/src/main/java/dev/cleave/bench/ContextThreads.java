package dev.cleave.bench;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The threads on which a service written by hand runs in this server, as the toolkit's own do: the
 * server's, with the context of the application; or a pool, if the server has no Jakarta
 * Concurrency.
 */
final class ContextThreads implements Executor, AutoCloseable {
  private final Executor executor;
  private final Runnable close;

  private ContextThreads(Executor executor, Runnable close) {
    this.executor = executor;
    this.close = close;
  }

  static ContextThreads ofThisApplication() {
    try {
      return new ContextThreads(Managed.ofThisApplication(), () -> {});
    } catch (NamingException | LinkageError e) {
      System.getLogger(ContextThreads.class.getName())
          .log(System.Logger.Level.INFO, "no managed executor: {0}", e.toString());
      ExecutorService pool = Executors.newCachedThreadPool();
      return new ContextThreads(pool, pool::shutdownNow);
    }
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  @Override
  public void close() {
    close.run();
  }

  /** Apart, so that its types are asked for only when they are used. */
  private static final class Managed {
    private Managed() {}

    static Executor ofThisApplication() throws NamingException {
      ManagedExecutorService threads =
          InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
      ContextService contexts = InitialContext.doLookup("java:comp/DefaultContextService");
      Executor context = contexts.currentContextExecutor();
      return task -> threads.execute(() -> context.execute(task));
    }
  }
}
