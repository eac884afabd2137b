package dev.cleave.runtime.event;

import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The durable events of one application: what its modules publish, and the relays of those whose
 * publisher's and subscriber's data sources are both here.
 */
public final class Events implements PublishingModules {
  private static final Logger LOG = System.getLogger(Events.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Declarations declarations;
  private final Databases databases;
  private final EventSettings settings;
  private final EventThreads threads;
  private final Publisher publisher;
  private final Map<String, ReceivedEvents> inboxes = new TreeMap<>();
  private final Map<String, Throughput> throughputs = new ConcurrentHashMap<>();
  private final Map<String, PublisherRelay> publishers = new ConcurrentHashMap<>();

  private Events(Declarations declarations, Databases databases, EventSettings settings) {
    this.declarations = declarations;
    this.databases = databases;
    this.settings = settings;
    this.threads = new EventThreads(settings.process());
    this.publisher =
        new Publisher(declarations.types(), declarations.modules(), settings.transactions(), this);
    declarations
        .listeners()
        .forEach(
            listener ->
                inboxes.computeIfAbsent(
                    listener.module(), module -> new ReceivedEvents(databases.of(module))));
  }

  /** Starts to deliver as it is configured; the databases need not be there yet. */
  public static Events start(
      Declarations declarations, CleaveConfig config, Transactions transactions) {
    RetryPolicy retries =
        new RetryPolicy(
            config.eventsAttempts(), config.eventsRetryDelay(), config.eventsRetryMaxDelay());
    EventSettings settings =
        new EventSettings(
            config.process(),
            transactions,
            Events::requestContext,
            config.eventsTimeout(),
            config.eventsPoll(),
            config.eventsLease(),
            config.eventsParallel(),
            retries,
            FaultPoints.NONE);
    return start(declarations, Databases.ofThisServer(config), settings);
  }

  private static Optional<RequestContextController> requestContext() {
    return Optional.of(CDI.current().select(RequestContextController.class).get());
  }

  static Events start(Declarations declarations, Databases databases, EventSettings settings) {
    Events events = new Events(declarations, databases, settings);
    events.threads.work(events::open);
    events.threads.every(settings.lease().dividedBy(3), events::open);
    events.threads.every(
        Duration.ofSeconds(1), () -> events.throughputs.values().forEach(Throughput::sample));
    return events;
  }

  /** Starts the relays of publishers whose data source has turned up. */
  private synchronized void open() {
    for (String module : declarations.publishers()) {
      if (!publishers.containsKey(module) && databases.has(module)) {
        PublisherRelay relay =
            new PublisherRelay(
                databases.of(module), listeners(module), inboxes, throughputs, settings, threads);
        publishers.put(module, relay);
        relay.start();
      }
    }
  }

  private List<Listener> listeners(String publisher) {
    return declarations.listeners().stream()
        .filter(listener -> listener.type().module().equals(publisher))
        .toList();
  }

  Publisher publisher() {
    return publisher;
  }

  Map<String, PublisherRelay> publishers() {
    return publishers;
  }

  @Override
  public void write(String module, List<PublishedEvent> events) {
    PublisherRelay relay = publishers.get(module);
    if (relay == null) {
      open();
      relay = publishers.get(module);
    }
    if (relay == null) {
      databases.of(module).dataSource().get();
      throw new IllegalStateException(
          "%s is an event of the unknown module %s.".formatted(events.get(0).type(), module));
    }
    try {
      relay.write(events);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "%d events of the module %s could not be written, so its transaction rolls back: %s"
              .formatted(events.size(), module, e.getMessage()),
          e);
    }
  }

  @Override
  public void committed(String module, List<PublishedEvent> events) {
    publishers.get(module).committed(events);
  }

  /** Waits a little for what is under way, writes it down, and gives the lanes to others. */
  public void stop() {
    publishers.values().forEach(PublisherRelay::stop);
    threads.stop(PATIENCE);
    publishers.values().forEach(PublisherRelay::leave);
    LOG.log(Level.DEBUG, "events are no longer delivered from here");
  }

  /** Ends without a word, as a crash would; for tests. */
  void kill() {
    threads.kill();
  }
}
