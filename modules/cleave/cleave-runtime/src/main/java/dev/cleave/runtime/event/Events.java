package dev.cleave.runtime.event;

import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.config.EventConfig;
import dev.cleave.runtime.message.Broker;
import dev.cleave.runtime.message.Messaging.Handler;
import dev.cleave.runtime.standby.Duties;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.control.RequestContextController;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The durable events of one application: what its modules publish, and the relays of those whose
 * publisher's and subscriber's data sources are both here.
 */
public final class Events implements PublishingModules {
  private static final Logger LOG = System.getLogger(Events.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration REFRESH = Duration.ofMillis(200);
  private static final Duration CLEAN_UP = Duration.ofMinutes(10);

  private final Declarations declarations;
  private final Databases databases;
  private final EventSettings settings;
  private final EventThreads threads;
  private final Publisher publisher;
  private boolean isStarted;
  private boolean isKilled;
  private final Map<String, ReceivedEvents> inboxes = new ConcurrentSkipListMap<>();
  private final Map<String, Throughput> throughputs = new ConcurrentHashMap<>();
  private final Map<String, PublisherRelay> publishers = new ConcurrentHashMap<>();
  private final Predicate<String> isServedHere;
  private final Duties duties;
  private volatile boolean isStopping;
  private final EventOperations operations;
  private final Rebuilds rebuilds;
  private final List<DeclaredReadModel> readModelsToMake;
  private final ListenerRoutes routes;
  private final Transports transports;
  private final Exports exports;
  private final Imports imports;

  Events(
      Declarations declarations,
      Databases databases,
      EventSettings settings,
      Predicate<String> isServedHere,
      Duties duties,
      Broker broker,
      CleaveConfig config,
      Function<Object, Set<String>> validator) {
    this.duties = duties;
    this.routes = new ListenerRoutes(config, isServedHere);
    this.transports = new Transports(routes, broker);
    this.exports = new Exports(config, declarations.types());
    this.imports =
        new Imports(
            config,
            declarations.types(),
            broker,
            module -> isServedHere.test(module) && !duties.of(module).standsBy(),
            exports,
            (queue, type) -> anImport(queue, type, validator));
    this.declarations = declarations;
    this.databases = databases;
    this.settings = settings;
    this.isServedHere = isServedHere;
    this.threads = new EventThreads(settings.process());
    this.publisher =
        new Publisher(declarations.types(), declarations.modules(), settings.transactions(), this);
    this.operations =
        new EventOperations(
            publishers,
            throughputs,
            module -> isServedHere.test(module) && !duties.of(module).standsBy());
    this.rebuilds =
        new Rebuilds(
            declarations,
            databases,
            module -> Optional.ofNullable(publishers.get(module)),
            settings,
            threads);
    this.readModelsToMake = new CopyOnWriteArrayList<>(declarations.readModels());
    declarations.listeners().forEach(listener -> inbox(listener.module()));
  }

  private ReceivedEvents inbox(String module) {
    return inboxes.computeIfAbsent(module, m -> new ReceivedEvents(databases.of(m)));
  }

  private Import anImport(String queue, EventType type, Function<Object, Set<String>> validator) {
    ReceivedEvents inbox = inbox(type.module());
    return new Import(queue, type, publisher, inbox, settings, validator, this::isStopping);
  }

  private boolean isStopping() {
    return isStopping;
  }

  /**
   * The events of this server as they are configured.
   *
   * @param requests gives what a listener's request scope is begun with
   * @param isServedHere tells the modules whose service is deployed in this process
   * @param duties towards modules that may have to wait for their turn
   * @param broker of listeners that are elsewhere, exports and imports
   * @param validator says what constraints an imported event violates
   */
  public static Events of(
      Declarations declarations,
      CleaveConfig config,
      Transactions transactions,
      Supplier<RequestContextController> requests,
      Predicate<String> isServedHere,
      Duties duties,
      Broker broker,
      Function<Object, Set<String>> validator) {
    EventConfig wished = config.events();
    RetryPolicy retries =
        new RetryPolicy(wished.attempts(), wished.retryDelay(), wished.retryMaxDelay());
    EventSettings settings =
        new EventSettings(
            config.process(),
            transactions,
            () -> Optional.of(requests.get()),
            wished.timeout(),
            wished.poll(),
            wished.lease(),
            wished.parallel(),
            retries,
            wished.logRetention(),
            config.inboxRetention(),
            FaultPoints.NONE);
    return new Events(
        declarations,
        Databases.ofThisServer(config),
        settings,
        isServedHere,
        duties,
        broker,
        config,
        validator);
  }

  /**
   * Starts to deliver, in the background: the databases need not be there yet, the application's
   * beans must.
   */
  synchronized void start() {
    if (isStarted) {
      return;
    }
    isStarted = true;
    threads.work(this::open);
    threads.work(this::makeReadModels);
    threads.every(settings.lease().dividedBy(3), this::open);
    threads.every(settings.lease().dividedBy(3), this::makeReadModels);
    threads.every(Duration.ofSeconds(1), () -> throughputs.values().forEach(Throughput::sample));
    threads.every(CLEAN_UP, this::cleanUp);
    threads.every(REFRESH, routes::refresh);
    threads.every(REFRESH, imports::refresh);
    threads.every(REFRESH, () -> publishers.values().forEach(PublisherRelay::followDuty));
  }

  /** Starts the relays of publishers whose data source has turned up. */
  private synchronized void open() {
    for (String module : declarations.publishers()) {
      if (!publishers.containsKey(module) && databases.has(module)) {
        PublisherRelay relay =
            new PublisherRelay(
                databases.of(module),
                duties.of(module),
                listeners(module),
                inboxes,
                throughputs,
                settings,
                threads,
                transports,
                () -> isServedHere.test(module) ? exports.of(module) : List.of(),
                exports::hasEnded);
        publishers.put(module, relay);
        relay.start();
      }
    }
  }

  private void makeReadModels() {
    readModelsToMake.removeIf(this::make);
  }

  private boolean make(DeclaredReadModel model) {
    if (duties.of(model.module()).standsBy()) {
      return false;
    }
    try {
      new ReadModels(databases.of(model.module())).make(model.name());
      return true;
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.DEBUG, "read model {0} is made later: {1}", model.name(), e.toString());
      return false;
    }
  }

  /**
   * Follows the configuration at once instead of in a moment: routes of listeners, imports, and
   * which modules' events are delivered from here.
   *
   * @return whether nothing is delivered any more for modules that this process only stands by for
   */
  public boolean follow() {
    routes.refresh();
    imports.refresh();
    publishers.values().forEach(PublisherRelay::followDuty);
    return publishers.values().stream().allMatch(PublisherRelay::hasFollowedDuty);
  }

  /** Deletes what nobody needs any more. */
  void cleanUp() {
    new CleanUp(
            publishers.entrySet().stream()
                .filter(publisher -> !duties.of(publisher.getKey()).standsBy())
                .map(Map.Entry::getValue)
                .toList(),
            inboxes.values().stream()
                .filter(inbox -> !duties.of(inbox.module()).standsBy())
                .toList(),
            settings.logRetention(),
            settings.inboxRetention())
        .run();
  }

  private List<Listener> listeners(String publisher) {
    return declarations.listeners().stream()
        .filter(listener -> listener.type().module().equals(publisher))
        .toList();
  }

  Publisher publisher() {
    return publisher;
  }

  /**
   * The queues of a module's subscriptions, and what gives their messages to the listeners here.
   */
  public Map<String, Handler> receivers(String module) {
    Map<String, Handler> receivers = new TreeMap<>();
    for (Listener listener : declarations.listeners()) {
      if (listener.module().equals(module)) {
        receivers.put(
            EventBatch.queue(listener.subscription()),
            new RemoteDeliveries(listener, inboxes.get(module), settings, threads));
      }
    }
    return receivers;
  }

  /** How events reach the listeners of each module from here: {@code local} or {@code jms}. */
  public Map<String, String> ways() {
    Map<String, String> ways = new TreeMap<>();
    routes.all().forEach((module, way) -> ways.put(module, way.name().toLowerCase(Locale.ROOT)));
    return ways;
  }

  /** What is wrong with the configuration of what leads out of this process. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    routes.problems().forEach(problems::add);
    problems.addAll(exports.problems());
    problems.addAll(imports.problems());
    return problems;
  }

  public EventOperations operations() {
    return operations;
  }

  public Rebuilds rebuilds() {
    return rebuilds;
  }

  /** Figures of the subscriptions and read models here. */
  public MeterBinder metrics() {
    return new EventMetrics(declarations.listeners(), operations, throughputs, threads::work);
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
    if (isKilled) {
      return;
    }
    isStopping = true;
    imports.stop();
    publishers.values().forEach(PublisherRelay::stop);
    threads.stop(PATIENCE);
    publishers.values().forEach(PublisherRelay::leave);
    LOG.log(Level.DEBUG, "events are no longer delivered from here");
  }

  /** Ends without a word, as a crash would; for tests. */
  void kill() {
    isKilled = true;
    threads.kill();
  }
}
