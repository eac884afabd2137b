package dev.cleave.runtime.cdi;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Managed threads of the server, on which each piece of work has the context of this application
 * from its beginning to its end. There are as many as there is work at once, to a limit; what is
 * more than that waits, any number of it, in the order in which it came.
 */
final class ManagedThreads implements Executor {
  private static final System.Logger LOG = System.getLogger(ManagedThreads.class.getName());
  private static final int MOST = 1_000;
  private static final long IDLE_SECONDS = 60;

  private final ExecutorService threads;
  private final ExecutorService waiting =
      Executors.newSingleThreadExecutor(ManagedThreads::waitingRoom);
  private final Executor context;

  /** At most so many threads of the factory, on which the executor sets the context. */
  ManagedThreads(int most, ThreadFactory factory, Executor context) {
    this.threads =
        new ThreadPoolExecutor(
            0,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            factory,
            this::letWait);
    this.context = context;
  }

  private static Thread waitingRoom(Runnable work) {
    Thread thread = new Thread(work, "cleave-waiting-calls");
    thread.setDaemon(true);
    return thread;
  }

  /** All threads are at work: the next that is done takes this up. */
  private void letWait(Runnable task, ThreadPoolExecutor pool) {
    waiting.execute(
        () -> {
          try {
            pool.getQueue().put(task);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the process stops
          }
        });
  }

  /**
   * Threads of the server, if Jakarta Concurrency is among its features.
   *
   * @param name of the threads, before their numbers
   */
  static Optional<ManagedThreads> ofThisApplication(String name) {
    try {
      return Managed.threads(name);
    } catch (NamingException | LinkageError e) {
      LOG.log(
          System.Logger.Level.INFO,
          "calls over gRPC run on threads of the toolkit: {0}",
          e.toString());
      return Optional.empty();
    }
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(() -> context.execute(task));
  }

  /** Takes no more work; what has begun ends. */
  void stop() {
    threads.shutdown();
    waiting.shutdownNow();
  }

  /** Apart, so that its types are asked for only when they are used. */
  private static final class Managed {
    private Managed() {}

    /**
     * A managed executor would find out and set a context for each task twice over, for it has to
     * take the submitter's, which has none, first: more than a tenth of what a call over gRPC
     * costs.
     */
    static Optional<ManagedThreads> threads(String name) throws NamingException {
      Object threads = InitialContext.doLookup("java:comp/DefaultManagedThreadFactory");
      Object contexts = InitialContext.doLookup("java:comp/DefaultContextService");
      if (!(threads instanceof ManagedThreadFactory factory)
          || !(contexts instanceof ContextService service)) {
        return Optional.empty();
      }
      AtomicInteger count = new AtomicInteger();
      return Optional.of(
          new ManagedThreads(
              MOST,
              work -> {
                Thread thread = factory.newThread(work);
                thread.setDaemon(true);
                thread.setName(name + "-" + count.incrementAndGet());
                return thread;
              },
              service.currentContextExecutor()));
    }
  }
}
