package dev.cleave.runtime.event;

import dev.cleave.runtime.standby.Duty;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Everything between one publishing module and the listeners in this process: registers them, keeps
 * the leases, looks for work that nobody has told of, and wakes the relay of each subscription.
 */
final class PublisherRelay {
  private static final Logger LOG = System.getLogger(PublisherRelay.class.getName());
  private static final int SWEEP_EVERY = 12;
  private static final String LOOK =
      """
      select s,
        (select coalesce(bit_or(1 << lane), 0) from generate_series(0, 7) lane
         where exists (
           select from cleave_outbox o
           where o.subscription = s and o.partition / 8 = lane and o.state = 'PENDING')),
        (select coalesce(bit_or(1 << (o.partition / 8)), 0) from cleave_outbox o
         where o.subscription = s and o.state = 'RETRY' and o.next_attempt_at <= now())
      from unnest(?::int[]) s""";

  private final Database database;
  private final Duty duty;
  private final EventLog log;
  private final Subscriptions subscriptions;
  private final Leases leases;
  private final EventSettings settings;
  private final EventThreads threads;
  private final Map<String, Listener> listeners = new LinkedHashMap<>();
  private final Map<String, ReceivedEvents> inboxes;
  private final Map<Integer, SubscriptionRelay> relays = new ConcurrentHashMap<>();
  private final Set<Integer> leaving = ConcurrentHashMap.newKeySet();
  private final Set<Integer> ending = ConcurrentHashMap.newKeySet();
  private final Map<String, Throughput> throughputs;
  private final Transports transports;
  private final Supplier<List<Export>> exportsWished;
  private final Predicate<Subscription> hasEnded;
  private volatile List<Subscriber> registered = List.of();
  private volatile String holder;
  private volatile boolean isResting;
  private int ticks;
  private boolean isComplaining;

  PublisherRelay(
      Database database,
      Duty duty,
      Collection<Listener> listeners,
      Map<String, ReceivedEvents> inboxes,
      Map<String, Throughput> throughputs,
      EventSettings settings,
      EventThreads threads,
      Transports transports,
      Supplier<List<Export>> exportsWished,
      Predicate<Subscription> hasEnded) {
    this.database = database;
    this.duty = duty;
    this.transports = transports;
    this.exportsWished = exportsWished;
    this.hasEnded = hasEnded;
    this.log = new EventLog(database);
    this.subscriptions = new Subscriptions(database);
    this.leases = new Leases(database, settings.lease());
    this.settings = settings;
    this.threads = threads;
    listeners.forEach(listener -> this.listeners.put(listener.subscription(), listener));
    this.inboxes = inboxes;
    this.throughputs = throughputs;
    this.holder = newHolder();
  }

  private String newHolder() {
    return settings.process() + "/" + UUID.randomUUID();
  }

  Database database() {
    return database;
  }

  EventLog log() {
    return log;
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  void start() {
    threads.work(this::tick);
    Duration lookDelay = settings.poll();
    threads.every(settings.lease().dividedBy(3), this::tick);
    threads.every(lookDelay, this::look);
  }

  /** Writes events in the transaction that is open. */
  void write(List<PublishedEvent> events) throws SQLException {
    if (registered.isEmpty()) {
      // the first events may come before the subscribers' rows: they would be told of nothing
      List<Subscriber> subscribers = subscribers();
      if (!subscribers.isEmpty()) {
        subscriptions.register(subscribers);
      }
    }
    log.append(events);
  }

  private List<Subscriber> subscribers() {
    List<Subscriber> all = new ArrayList<>();
    listeners.values().forEach(listener -> all.add(Subscriber.of(listener)));
    exportsWished.get().forEach(export -> all.add(Subscriber.of(export)));
    return all;
  }

  /** Wakes those that listen to events that were just committed. */
  void committed(List<PublishedEvent> events) {
    for (SubscriptionRelay relay : relays.values()) {
      int mask = 0;
      for (PublishedEvent event : events) {
        if (event.type().equals(relay.subscription().eventType())) {
          mask |= 1 << Partitions.laneOf(Partitions.of(event.key()));
        }
      }
      if (mask != 0) {
        relay.signal(mask);
      }
    }
  }

  /** Begins or ends to deliver, as the duty towards the module is now. */
  void followDuty() {
    if (duty.standsBy()) {
      rest();
    } else if (isResting) {
      isResting = false;
      threads.work(this::tick);
    }
  }

  /** Whether nothing is delivered from here while the process only stands by. */
  boolean hasFollowedDuty() {
    return !duty.standsBy() || relays.isEmpty();
  }

  /**
   * Delivers nothing any more and gives all lanes to others; what is under way is finished first,
   * so this is to be called again until there are no relays.
   */
  private synchronized void rest() {
    isResting = true;
    relays.values().forEach(SubscriptionRelay::stop);
    if (relays.isEmpty() || !relays.values().stream().allMatch(SubscriptionRelay::isIdle)) {
      return;
    }
    leave();
    relays.clear();
    leaving.clear();
    registered = List.of();
    holder = newHolder();
  }

  /** Registers, says that this process is alive, and shares the lanes with others that are. */
  synchronized void tick() {
    if (duty.standsBy()) {
      rest();
      return;
    }
    if (listeners.isEmpty() && !transports.mayReachOthers()) {
      return;
    }
    try {
      List<Subscriber> subscribers = subscribers();
      if (!subscribers.equals(registered)) {
        subscriptions.register(subscribers);
        registered = subscribers;
      }
      adjust(withoutEnded(subscriptions.all()));
      share();
      if (ticks++ % SWEEP_EVERY == 0) {
        tidy();
      }
      isComplaining = false;
    } catch (SQLException | RuntimeException e) {
      if (!isComplaining) {
        LOG.log(
            Level.WARNING,
            "events of module={0} are not delivered from here until its database answers: {1}",
            database.module(),
            e.toString());
        isComplaining = true;
      }
    }
  }

  /** Ends the exports that an operator has ended; what they have not sent is dropped. */
  private List<Subscription> withoutEnded(List<Subscription> present) {
    List<Subscription> left = new ArrayList<>();
    for (Subscription subscription : present) {
      if (hasEnded.test(subscription)) {
        end(subscription);
      } else {
        left.add(subscription);
      }
    }
    return left;
  }

  /** Elsewhere, since it takes as long as there is much to drop. */
  private void end(Subscription subscription) {
    if (ending.add(subscription.id())) {
      threads.work(
          () -> {
            try {
              new Generation(subscription, this, settings.transactions()).remove();
              LOG.log(Level.INFO, "export ended subscription={0}", subscription.name());
            } catch (Exception e) {
              LOG.log(Level.WARNING, "{0} is ended later: {1}", subscription.name(), e.toString());
            } finally {
              ending.remove(subscription.id());
            }
          });
    }
  }

  /** One relay for each active generation of each subscriber that can be reached from here. */
  private void adjust(List<Subscription> present) {
    Set<Integer> wanted = new HashSet<>();
    for (Subscription subscription : present) {
      if (subscription.isActive() && reach(subscription)) {
        wanted.add(subscription.id());
      }
    }
    relays.forEach(
        (id, relay) -> {
          if (!wanted.contains(id) && leaving.add(id)) {
            relay.stop();
          } else if (wanted.contains(id) && leaving.remove(id)) {
            relay.goOn();
          }
        });
  }

  private boolean reach(Subscription subscription) {
    if (relays.containsKey(subscription.id()) && listeners.containsKey(subscription.name())) {
      return true; // its transport finds the way by itself
    }
    Optional<EventTransport> transport = transport(subscription);
    transport.ifPresent(
        found -> relays.computeIfAbsent(subscription.id(), id -> relay(subscription, found)));
    return transport.isPresent();
  }

  private Optional<EventTransport> transport(Subscription subscription) {
    Listener listener = listeners.get(subscription.name());
    if (listener != null) {
      return Optional.of(transports.to(listener, subscription, () -> here(listener, subscription)));
    }
    if (subscription.name().startsWith(Export.PREFIX)) {
      return exportsWished.get().stream()
          .filter(export -> export.subscription().equals(subscription.name()))
          .findFirst()
          .map(transports::out);
    }
    return transports.elsewhere(subscription);
  }

  private EventTransport here(Listener listener, Subscription subscription) {
    return new InProcessTransport(
        listener,
        subscription.generation(),
        inboxes.get(listener.module()),
        settings,
        threads.watchdog());
  }

  private SubscriptionRelay relay(Subscription subscription, EventTransport transport) {
    return new SubscriptionRelay(
        subscription,
        new Outbox(database, subscription.id(), () -> holder),
        transport,
        settings,
        threads,
        throughputs.computeIfAbsent(subscription.name(), s -> new Throughput()));
  }

  /** Relays that are no longer wanted stay until others may have their lanes. */
  private void share() throws SQLException {
    Set<Integer> ids = new HashSet<>(relays.keySet());
    ids.removeAll(leaving);
    long now = System.nanoTime();
    if (!leases.alive(holder, ids)) {
      LOG.log(
          Level.WARNING,
          "this process was silent for longer than {0} and has lost its leases module={1}",
          leases.length(),
          database.module());
      relays.values().forEach(SubscriptionRelay::loseAll);
      holder = newHolder();
      now = System.nanoTime();
      leases.alive(holder, ids);
    }
    // a little less than the database counts, for it began to count later
    long until = now + leases.length().toNanos() * 9 / 10;
    Map<Integer, List<Lease>> mine =
        leases.share(
            holder, ids, leaving, held -> relays.get(held.subscription()).isIdle(held.lane()));
    mine.forEach((id, held) -> relays.get(id).hold(held, until));
    leaving.removeIf(id -> mine.get(id).isEmpty() && relays.remove(id) != null);
  }

  private void tidy() throws SQLException {
    for (SubscriptionRelay relay : relays.values()) {
      new Outbox(database, relay.subscription().id(), () -> holder).unblock();
    }
    leases.bury();
  }

  /** Looks for deliveries that nobody in this process has told of: others' events, and retries. */
  void look() {
    if (relays.isEmpty()) {
      return;
    }
    try {
      database.run(
          LOOK,
          (connection, select) -> {
            select.setArray(
                1, connection.createArrayOf("int4", relays.keySet().toArray(Integer[]::new)));
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                wake(rows.getInt(1), rows.getInt(2), rows.getInt(3));
              }
            }
            return null;
          });
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.DEBUG, "no look at the outbox of {0}: {1}", database.module(), e.toString());
    }
  }

  private void wake(int id, int pending, int retries) {
    SubscriptionRelay relay = relays.get(id);
    if (relay == null) {
      return;
    }
    if (pending != 0) {
      relay.signal(pending);
    }
    if (retries != 0) {
      relay.signalRetries(retries);
    }
  }

  /** The running relays of this process. */
  List<SubscriptionRelay> relays() {
    return new ArrayList<>(relays.values());
  }

  /** Has dead letters of a subscription delivered again; returns how many. */
  int replay(Subscription subscription, Optional<UUID> event) throws SQLException {
    int replayed = new Outbox(database, subscription.id(), () -> holder).replay(event);
    SubscriptionRelay relay = relays.get(subscription.id());
    if (relay != null && replayed > 0) {
      relay.signalRetries(Partitions.ALL_LANES);
    }
    return replayed;
  }

  /** Takes no more work. */
  void stop() {
    relays.values().forEach(SubscriptionRelay::stop);
  }

  /** Writes down what was delivered and gives all lanes back. */
  void leave() {
    try {
      for (SubscriptionRelay relay : relays.values()) {
        relay.flush();
      }
      leases.leave(holder);
    } catch (SQLException | RuntimeException e) {
      LOG.log(
          Level.DEBUG, "leases of {0} are left to expire: {1}", database.module(), e.toString());
    }
  }
}
