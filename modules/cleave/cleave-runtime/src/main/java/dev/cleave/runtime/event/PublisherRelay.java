package dev.cleave.runtime.event;

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
  private final EventLog log;
  private final Subscriptions subscriptions;
  private final Leases leases;
  private final EventSettings settings;
  private final EventThreads threads;
  private final Map<String, Listener> listeners = new LinkedHashMap<>();
  private final Map<String, ReceivedEvents> inboxes;
  private final Map<Integer, SubscriptionRelay> relays = new ConcurrentHashMap<>();
  private final Map<String, Throughput> throughputs;
  private volatile boolean isRegistered;
  private volatile String holder;
  private int ticks;
  private boolean isComplaining;

  PublisherRelay(
      Database database,
      Collection<Listener> listeners,
      Map<String, ReceivedEvents> inboxes,
      Map<String, Throughput> throughputs,
      EventSettings settings,
      EventThreads threads) {
    this.database = database;
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
    if (!isRegistered && !listeners.isEmpty()) {
      // the first events may come before the listeners' rows: they would be told of nothing
      subscriptions.register(List.copyOf(listeners.values()));
    }
    log.append(events);
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

  /** Registers, says that this process is alive, and shares the lanes with others that are. */
  synchronized void tick() {
    if (listeners.isEmpty()) {
      return;
    }
    try {
      if (!isRegistered) {
        subscriptions.register(List.copyOf(listeners.values()));
        isRegistered = true;
      }
      adjust(subscriptions.all());
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

  /** One relay for each active generation of each listener here. */
  private void adjust(List<Subscription> present) {
    Set<Integer> wanted = new HashSet<>();
    for (Subscription subscription : present) {
      Listener listener = listeners.get(subscription.name());
      if (listener != null && subscription.isActive()) {
        wanted.add(subscription.id());
        relays.computeIfAbsent(subscription.id(), id -> relay(subscription, listener));
      }
    }
    relays.values().stream()
        .filter(relay -> !wanted.contains(relay.subscription().id()))
        .forEach(SubscriptionRelay::stop);
    relays.keySet().retainAll(wanted);
  }

  private SubscriptionRelay relay(Subscription subscription, Listener listener) {
    ReceivedEvents inbox = inboxes.get(listener.module());
    return new SubscriptionRelay(
        subscription,
        new Outbox(database, subscription.id(), () -> holder),
        new InProcessTransport(listener, subscription.generation(), inbox, settings),
        inbox,
        settings,
        threads,
        throughputs.computeIfAbsent(listener.subscription(), s -> new Throughput()));
  }

  private void share() throws SQLException {
    Set<Integer> ids = relays.keySet();
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
        leases.share(holder, ids, held -> relays.get(held.subscription()).isIdle(held.lane()));
    mine.forEach((id, held) -> relays.get(id).hold(held, until));
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
