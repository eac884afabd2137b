package dev.cleave.runtime.event;

import dev.cleave.runtime.Sabotage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Moves the deliveries of one subscription from the outbox to its listener. Each thread takes some
 * lanes, and nobody else works on those until it gives them back. Deliveries go in groups; when one
 * of a group fails, its lanes go one by one until they are through.
 */
final class SubscriptionRelay {
  private static final Logger LOG = System.getLogger(SubscriptionRelay.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What was delivered leaves the outbox with the next look at it, or after this time. */
  static final Duration LINGER = Duration.ofMillis(40);

  private final Subscription subscription;
  private final Outbox outbox;
  private final EventTransport transport;
  private final EventSettings settings;
  private final EventThreads threads;
  private final Throughput throughput;
  private final Pace pace = new Pace();
  private final Lanes lanes = new Lanes();
  private final Outages outages = new Outages();
  private int workers;
  private long heldUntil;
  private boolean isFlushDue;
  private boolean isStopping;

  SubscriptionRelay(
      Subscription subscription,
      Outbox outbox,
      EventTransport transport,
      EventSettings settings,
      EventThreads threads,
      Throughput throughput) {
    this.subscription = subscription;
    this.outbox = outbox;
    this.transport = transport;
    this.settings = settings;
    this.threads = threads;
    this.throughput = throughput;
  }

  Subscription subscription() {
    return subscription;
  }

  /** These lanes are this process's until a moment on its own clock. */
  synchronized void hold(List<Lease> leases, long untilNanos) {
    heldUntil = untilNanos;
    lanes.hold(leases);
    employ();
  }

  /** All lanes are lost: nothing that is under way may be written down any more. */
  synchronized void loseAll() {
    lanes.loseAll();
  }

  synchronized boolean isIdle(int lane) {
    return lanes.isIdle(lane);
  }

  synchronized boolean isIdle() {
    return lanes.isIdle();
  }

  /** There may be something to deliver in these lanes. */
  synchronized void signal(int mask) {
    lanes.signal(mask);
    employ();
  }

  /** There are failed deliveries in these lanes whose time has come. */
  synchronized void signalRetries(int mask) {
    lanes.signalRetries(mask);
    employ();
  }

  /** Takes no more work; what is under way goes on. */
  synchronized void stop() {
    isStopping = true;
  }

  /** Takes work again. */
  synchronized void goOn() {
    isStopping = false;
    employ();
  }

  private void employ() {
    while (!isStopping && workers < settings.parallel() && System.nanoTime() - heldUntil < 0) {
      int taken = lanes.take(pace.isSlow());
      if (taken == 0) {
        return;
      }
      workers++;
      threads.work(() -> work(taken));
    }
  }

  private void work(int taken) {
    try {
      settings.faults().at("taken");
      if (Integer.bitCount(taken) == 1) {
        alone(Integer.numberOfTrailingZeros(taken));
      } else {
        together(taken);
      }
      release(taken);
    } catch (Watchdog.GivenUp e) {
      // somebody else has gone on with these lanes
    } catch (Exception e) {
      paused(taken, e);
    } catch (Error e) {
      paused(taken, e);
      throw e;
    }
  }

  private synchronized void release(int taken) {
    workers--;
    lanes.release(taken);
    employ();
    flushLater(LINGER);
  }

  /**
   * The database cannot work now, or this process is at fault: nobody's attempt, so not counted.
   */
  private void paused(int taken, Throwable failure) {
    LOG.log(
        Level.WARNING,
        "event delivery pauses subscription={0} generation={1}: {2}",
        subscription.name(),
        subscription.generation(),
        failure.toString());
    synchronized (this) {
      lanes.pause(taken);
    }
    long millis = PAUSE.toMillis() / 2 + ThreadLocalRandom.current().nextLong(PAUSE.toMillis());
    threads.later(
        Duration.ofMillis(millis),
        () -> {
          synchronized (this) {
            lanes.resume(taken);
            employ();
          }
        });
    release(taken);
  }

  private void together(int taken) throws Exception {
    List<Delivery> due = claim(taken, pace.limit(Integer.bitCount(taken)));
    if (due.isEmpty()) {
      return;
    }
    if (due.size() == 1) {
      single(due.get(0), taken, false);
      return;
    }
    deliverGroup(due, taken);
  }

  private void alone(int lane) throws Exception {
    boolean hasRetries;
    boolean isCareful;
    Lease lease;
    synchronized (this) {
      hasRetries = lanes.takeRetries(lane);
      isCareful = lanes.isCareful(lane);
      lease = lanes.lease(lane);
    }
    if (lease == null) {
      return;
    }
    int mask = 1 << lane;
    if (hasRetries) {
      for (Delivery delivery : outbox.claimRetries(lease)) {
        single(delivery, mask, true);
      }
    }
    List<Delivery> due = claim(mask, isCareful ? 16 : pace.limit(1));
    if (due.size() > 1 && !isCareful) {
      deliverGroup(due, mask);
      return;
    }
    Set<String> failedKeys = new HashSet<>();
    for (Delivery delivery : due) {
      if (!failedKeys.contains(delivery.key()) && !single(delivery, mask, false)) {
        failedKeys.add(delivery.key());
      }
    }
    synchronized (this) {
      if (isCareful && failedKeys.isEmpty()) {
        lanes.beCarefree(mask);
      }
      if (!failedKeys.isEmpty()) {
        lanes.signal(mask);
      }
    }
  }

  /** Takes what was delivered out of the outbox and looks for more, of which it holds up some. */
  private List<Delivery> claim(int taken, int limit) throws Exception {
    List<Lease> leases;
    Map<Integer, List<Long>> delivered;
    synchronized (this) {
      leases = lanes.leases(taken);
      delivered = lanes.takeDelivered(taken);
    }
    if (leases.isEmpty()) {
      return List.of();
    }
    Outbox.Claim claim;
    try {
      claim = outbox.claim(leases, positions(delivered), limit);
    } catch (Exception e) {
      synchronized (this) {
        lanes.putBack(delivered);
      }
      throw e;
    }
    settings.faults().at("claimed");
    holdUp(leases, claim.heldUp());
    lookAgain(claim, limit);
    return claim.due();
  }

  private static List<Long> positions(Map<Integer, List<Long>> byLane) {
    return byLane.values().stream().flatMap(List::stream).toList();
  }

  private void holdUp(List<Lease> leases, List<Delivery> heldUp) throws SQLException {
    if (heldUp.isEmpty()) {
      return;
    }
    for (Lease lease : leases) {
      List<Long> positions =
          heldUp.stream()
              .filter(delivery -> delivery.lane() == lease.lane())
              .map(Delivery::position)
              .toList();
      if (!positions.isEmpty()) {
        outbox.holdUp(lease, positions);
      }
    }
  }

  /** A lane that gave as much as it was asked for has more. */
  private synchronized void lookAgain(Outbox.Claim claim, int limit) {
    int[] counts = new int[Partitions.LANES];
    claim.due().forEach(delivery -> counts[delivery.lane()]++);
    claim.heldUp().forEach(delivery -> counts[delivery.lane()]++);
    for (int lane = 0; lane < counts.length; lane++) {
      if (counts[lane] >= limit) {
        lanes.signal(1 << lane);
      }
    }
  }

  private void deliverGroup(List<Delivery> group, int taken) throws Exception {
    Duration limit = settings.timeout().dividedBy(6);
    try {
      deliver(group, taken, limit, () -> oneByOne(taken, "a group took longer than " + limit));
      done(group);
    } catch (Watchdog.GivenUp e) {
      throw e;
    } catch (Exception e) {
      if (isExcused(group.get(0), e)) {
        throw e;
      }
      LOG.log(
          Level.DEBUG,
          "event delivery goes one by one subscription={0}: {1}",
          subscription.name(),
          e.toString());
      synchronized (this) {
        lanes.beCareful(taken);
        lanes.signal(taken);
      }
    }
  }

  private void oneByOne(int taken, String why) {
    LOG.log(
        Level.INFO,
        "event delivery goes one by one subscription={0}: {1}",
        subscription.name(),
        why);
    synchronized (this) {
      lanes.beCareful(taken);
      lanes.signal(taken);
    }
    release(taken);
  }

  private void deliver(List<Delivery> group, int taken, Duration limit, Runnable whenGivenUp)
      throws Exception {
    if (Sabotage.ACK_BEFORE_COMMIT.isOn()) {
      List<Lease> leases;
      synchronized (this) {
        leases = lanes.leases(taken);
      }
      outbox.acknowledge(leases, group.stream().map(Delivery::position).toList());
    }
    long begun = System.nanoTime();
    transport.deliver(group, limit, whenGivenUp);
    pace.took(System.nanoTime() - begun, group.size());
  }

  /** A process that stops interrupts its listeners, which is not their fault either. */
  private boolean isExcused(Delivery delivery, Exception failure) {
    synchronized (this) {
      if (isStopping) {
        return true;
      }
    }
    return outages.excuse(delivery, failure);
  }

  private void done(List<Delivery> group) {
    outages.forget();
    throughput.delivered(group.size());
    synchronized (this) {
      lanes.delivered(group);
    }
  }

  /**
   * Delivers one event in a transaction of its own.
   *
   * @param isRetry whether others of its key wait behind it
   * @return whether it went well
   */
  private boolean single(Delivery delivery, int taken, boolean isRetry) throws Exception {
    Duration limit = settings.timeout();
    long begun = System.nanoTime();
    try {
      deliver(List.of(delivery), taken, limit, () -> hung(delivery, taken, limit));
    } catch (Watchdog.GivenUp e) {
      throw e;
    } catch (UndeliverableEvent e) {
      failed(delivery, e.getMessage(), Optional.empty());
      return false;
    } catch (Exception e) {
      if (isExcused(delivery, e)) {
        throw e;
      }
      pace.took(System.nanoTime() - begun, 1);
      failed(delivery, FailureText.of(e), settings.retries().after(delivery.attempts() + 1));
      return false;
    }
    if (isRetry) {
      retried(delivery);
    } else {
      done(List.of(delivery));
    }
    return true;
  }

  private void hung(Delivery delivery, int taken, Duration limit) {
    String cause = FailureText.hung(limit);
    try {
      pace.took(limit.toNanos(), 1);
      failed(delivery, cause, settings.retries().after(delivery.attempts() + 1));
      synchronized (this) {
        lanes.signal(taken);
        lanes.signalRetries(taken);
      }
      release(taken);
    } catch (SQLException | RuntimeException e) {
      paused(taken, e);
    }
  }

  private void retried(Delivery delivery) throws SQLException {
    throughput.delivered(1);
    Lease lease = leaseOf(delivery);
    if (lease != null && outbox.retried(lease, delivery) > 0) {
      signal(1 << delivery.lane());
    }
  }

  private synchronized Lease leaseOf(Delivery delivery) {
    return lanes.lease(delivery.lane());
  }

  private void failed(Delivery delivery, String cause, Optional<Duration> next)
      throws SQLException {
    throughput.failed();
    Lease lease = leaseOf(delivery);
    if (lease == null) {
      return;
    }
    outbox.fail(lease, delivery, cause, next);
    LOG.log(
        next.isPresent() ? Level.WARNING : Level.ERROR,
        "event delivery failed subscription={0} event={1} type={2} attempt={3} next={4}: {5}",
        subscription.name(),
        delivery.eventId(),
        delivery.type(),
        delivery.attempts() + 1,
        next.map(wait -> "in " + wait.toMillis() + " ms").orElse("dead letter"),
        cause);
    next.ifPresent(
        wait -> threads.later(wait.plusMillis(5), () -> signalRetries(1 << delivery.lane())));
  }

  /** What was delivered last leaves the outbox in a moment, if nobody has looked there by then. */
  private void flushLater(Duration delay) {
    if (!isFlushDue && lanes.hasDelivered()) {
      isFlushDue = true;
      threads.later(delay, () -> threads.work(this::flush));
    }
  }

  /** Takes out of the outbox what was delivered of lanes that nobody works on. */
  void flush() {
    int taken;
    List<Lease> leases;
    Map<Integer, List<Long>> delivered;
    synchronized (this) {
      isFlushDue = false;
      taken = lanes.takeUnacknowledged();
      leases = lanes.leases(taken);
      delivered = lanes.takeDelivered(taken);
    }
    Duration next = LINGER;
    try {
      settings.faults().at("acknowledging");
      if (!delivered.isEmpty()) {
        outbox.acknowledge(leases, positions(delivered));
      }
    } catch (Exception e) {
      LOG.log(
          Level.WARNING,
          "delivered events stay in the outbox for now subscription={0}: {1}",
          subscription.name(),
          e.toString());
      next = PAUSE;
      synchronized (this) {
        lanes.putBack(delivered);
      }
    }
    synchronized (this) {
      lanes.release(taken);
      employ();
      flushLater(next);
    }
  }
}
