package dev.cleave.runtime.message;

import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.message.Messaging.Consumption;
import dev.cleave.runtime.message.Messaging.Handler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The modules for which this process takes requests and events from the broker: those with {@code
 * cleave.serve.<module> = jms}. When a module is no longer wished, requests that were sent before
 * are still taken, for as long as a call may last.
 */
public final class Serving {
  private static final Logger LOG = System.getLogger(Serving.class.getName());

  private final Broker broker;
  private final CleaveConfig config;
  private final ContractServers servers;
  private final LongSupplier timeoutNanos;
  private final Function<String, Map<String, Handler>> listeners;
  private final Executor closing;
  private final Map<String, List<Consumption>> served = new TreeMap<>();
  private final Set<CompletableFuture<Void>> ending = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> unwishedSince = new TreeMap<>();
  private boolean isStopped;
  private final Map<String, String> problems = new TreeMap<>();

  /**
   * Serves nothing until {@link #refresh}.
   *
   * @param listeners the queues of a module's subscriptions, and what handles their messages
   * @param closing waits for what was taken of a module that is no longer served
   */
  public Serving(
      Broker broker,
      CleaveConfig config,
      ContractServers servers,
      LongSupplier timeoutNanos,
      Function<String, Map<String, Handler>> listeners,
      Executor closing) {
    this.broker = broker;
    this.config = config;
    this.servers = servers;
    this.timeoutNanos = timeoutNanos;
    this.listeners = listeners;
    this.closing = closing;
  }

  /** Brings a module to what the configuration wishes; called again and again. */
  public synchronized void refresh(String module) {
    if (isStopped) {
      return;
    }
    boolean isWished = isWished(module);
    boolean isServed = served.containsKey(module);
    if (isWished) {
      unwishedSince.remove(module);
    }
    try {
      if (isWished && !isServed) {
        served.put(module, begin(module));
        LOG.log(Level.INFO, "serve module={0} jms=true", module);
      } else if (!isWished && isServed && hasLingered(module)) {
        end(module);
        LOG.log(Level.INFO, "serve module={0} jms=false", module);
      }
    } catch (IllegalArgumentException e) {
      problems.put(module, "cleave.serve.%s: %s".formatted(module, e.getMessage()));
    }
  }

  /** Requests still come for a while, unless they are to be taken elsewhere at once. */
  private boolean hasLingered(String module) {
    if (servers.duties().of(module).standsBy()) {
      return true;
    }
    long since = unwishedSince.computeIfAbsent(module, m -> System.nanoTime());
    return System.nanoTime() - since > timeoutNanos.getAsLong();
  }

  private void end(String module) {
    unwishedSince.remove(module);
    List<Consumption> former = served.remove(module);
    CompletableFuture<Void> ended =
        CompletableFuture.runAsync(() -> former.forEach(Consumption::close), closing);
    ending.add(ended);
    ended.whenComplete((nothing, failure) -> ending.remove(ended));
  }

  private boolean isWished(String module) {
    Optional<String> wish = config.serve(module);
    problems.remove(module);
    if (wish.isEmpty()) {
      return false;
    }
    String key = "cleave.serve." + module;
    if (!wish.get().equals("jms")) {
      problems.put(
          module,
          "%s = \"%s\": write jms, or nothing for the internal port only."
              .formatted(key, wish.get()));
    } else if (!servers.hasModule(module)) {
      problems.put(
          module, key + " = jms, but no service of that module is deployed in this process.");
    }
    return !problems.containsKey(module) && !servers.duties().of(module).standsBy();
  }

  private List<Consumption> begin(String module) {
    Messaging messaging = broker.messaging();
    List<Consumption> begun = new ArrayList<>();
    begun.add(
        messaging.consume(
            CallMessages.queue(module),
            config.jms().parallel(),
            new RequestHandler(
                servers.ofModule(module), timeoutNanos, config.limits().bodySize())));
    listeners
        .apply(module)
        .forEach(
            (queue, handler) ->
                begun.add(messaging.consume(queue, config.events().parallel(), handler)));
    return begun;
  }

  /** Opens the connection over which the module is going to be served, if it is. */
  public void makeReady(String module) {
    if (config.serve(module).isPresent() || config.jms().hasBroker()) {
      try {
        broker.messaging();
      } catch (IllegalArgumentException e) {
        LOG.log(Level.DEBUG, "no broker yet for {0}: {1}", module, e.getMessage());
      }
    }
  }

  /** Whether what was taken of modules that are no longer served has been handled. */
  public boolean isQuiet() {
    return ending.isEmpty();
  }

  /** What is served now. */
  public synchronized Set<String> modules() {
    return new TreeSet<>(served.keySet());
  }

  /** What is wrong with the wishes. */
  public synchronized List<String> problems() {
    return List.copyOf(problems.values());
  }

  /** Takes no more and returns when what was taken is handled. */
  public synchronized void stop() {
    isStopped = true;
    List<CompletableFuture<Void>> closed =
        served.values().stream()
            .flatMap(List::stream)
            .map(consumption -> CompletableFuture.runAsync(consumption::close, closing))
            .toList();
    CompletableFuture.allOf(closed.toArray(CompletableFuture[]::new)).join();
    served.clear();
  }
}
