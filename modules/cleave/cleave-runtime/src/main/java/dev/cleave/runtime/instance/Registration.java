package dev.cleave.runtime.instance;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.config.Endpoints;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Tells engines which modules this process serves: once it is ready, again every two seconds, at
 * once when that changes (a module that begins to stand by is taken out), and no more when it
 * stops. An engine that is away is told again until it is back.
 */
public final class Registration {
  private static final Logger LOG = System.getLogger(Registration.class.getName());
  private static final long RENEWAL_NANOS = 2_000_000_000L;

  private final CleaveConfig config;
  private final Executor executor;
  private final Supplier<Set<String>> modules;
  private final Supplier<Map<String, Integer>> ports;
  private final Map<URI, Told> engines = new ConcurrentHashMap<>();
  private final Thread atExit = new Thread(this::stop, "cleave-deregistration");
  private boolean stopsAtExit;
  private volatile String problem;
  private volatile boolean isStopped;

  /**
   * Nothing is told until {@link #look} is called.
   *
   * @param executor talks to engines
   * @param modules what this process serves now
   * @param ports on which it does, by binding
   */
  public Registration(
      CleaveConfig config,
      Executor executor,
      Supplier<Set<String>> modules,
      Supplier<Map<String, Integer>> ports) {
    this.config = config;
    this.executor = executor;
    this.modules = modules;
    this.ports = ports;
  }

  /** Brings all engines up to date, in the background; called a few times a second. */
  public void look() {
    if (isStopped) {
      return;
    }
    try {
      List<URI> wished = config.discovery().register();
      if (!wished.isEmpty()) {
        stopAtExit();
      }
      Set<Announcement> served = wished.isEmpty() ? Set.of() : served();
      for (URI engine : wished) {
        engines.computeIfAbsent(engine, Told::new).bring(served);
      }
      engines.forEach(
          (engine, told) -> {
            if (!wished.contains(engine) && engines.remove(engine, told)) {
              executor.execute(told::close);
            }
          });
      problem = null;
    } catch (IllegalArgumentException e) {
      problem = e.getMessage();
    }
  }

  private synchronized void stopAtExit() {
    if (!stopsAtExit && !isStopped) {
      stopsAtExit = true;
      try {
        Runtime.getRuntime().addShutdownHook(atExit);
      } catch (IllegalStateException e) {
        isStopped = true; // the JVM ends already
      }
    }
  }

  private Set<Announcement> served() {
    Set<Announcement> served = new HashSet<>();
    ports
        .get()
        .forEach(
            (binding, port) -> {
              URI url = url(port);
              for (String module : modules.get()) {
                served.add(
                    new Announcement(
                        config.process(), module, binding, url, config.discovery().weight()));
              }
            });
    if (ports.get().isEmpty()) {
      throw new IllegalArgumentException(
          "cleave.discovery.register is set, but this process has no cleave.internal.port to register.");
    }
    return served;
  }

  private URI url(int port) {
    String address = config.discovery().address();
    return Endpoints.url("http://%s:%d".formatted(Endpoints.host(address), port))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "cleave.discovery.address = \"%s\" is no host: write a name or an address."
                        .formatted(address)));
  }

  /** What is wrong with engines now. */
  public List<String> problems() {
    Set<String> found = new HashSet<>();
    Optional.ofNullable(problem).ifPresent(found::add);
    engines.values().forEach(told -> Optional.ofNullable(told.problem).ifPresent(found::add));
    return List.copyOf(found);
  }

  /**
   * Takes this process out of all engines; waits for it, a few seconds at most. This happens by
   * itself as soon as the JVM gets the signal to end, while the server lets its requests drain.
   */
  public void stop() {
    isStopped = true;
    try {
      engines.values().forEach(Told::close);
    } finally {
      goOnAtExit();
    }
  }

  private synchronized void goOnAtExit() {
    if (stopsAtExit) {
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException e) {
        // the JVM ends already
      }
    }
  }

  /** One engine, and what it was told last. */
  private final class Told {
    private final URI engine;
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private volatile Set<Announcement> last;
    private volatile long at;
    private volatile String problem;
    private Announcer announcer;
    private boolean isClosed;

    Told(URI engine) {
      this.engine = engine;
    }

    void bring(Set<Announcement> served) {
      boolean isRenewalDue = System.nanoTime() - at >= RENEWAL_NANOS;
      if ((isRenewalDue || last != null && !served.equals(last))
          && isBusy.compareAndSet(false, true)) {
        executor.execute(() -> tell(served));
      }
    }

    private synchronized void tell(Set<Announcement> served) {
      try {
        if (isClosed) {
          return;
        }
        if (announcer == null) {
          announcer = Engines.provider(engine).announcer(engine);
        }
        announcer.announce(served);
        if (!served.equals(last)) {
          LOG.log(Level.INFO, "registered engine={0} as={1}", engine, served);
        }
        last = served;
        problem = null;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        last = null;
        report(e);
      } finally {
        at = System.nanoTime();
        isBusy.set(false);
      }
    }

    private void report(Exception failure) {
      String what =
          "This process cannot register in %s (%s); it goes on trying."
              .formatted(
                  engine,
                  failure.getMessage() == null
                      ? failure.getClass().getSimpleName()
                      : failure.getMessage());
      if (problem == null) {
        LOG.log(Level.WARNING, what);
      }
      problem = what;
    }

    synchronized void close() {
      boolean isFirst = !isClosed;
      isClosed = true;
      if (isFirst && announcer != null) {
        announcer.close();
      }
    }
  }
}
