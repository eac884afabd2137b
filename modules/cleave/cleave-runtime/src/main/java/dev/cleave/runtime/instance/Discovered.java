package dev.cleave.runtime.instance;

import dev.cleave.runtime.config.CleaveConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The instances that an engine names. It is asked in the background as long as there are calls, and
 * for five minutes after the last one. An engine that is away, or whose answer is none, changes
 * nothing: the last good answer stays in use, for as long as it takes.
 */
final class Discovered implements Population {
  private static final Logger LOG = System.getLogger(Discovered.class.getName());
  private static final long IDLE_NANOS = Duration.ofMinutes(5).toNanos();

  private final Sought sought;
  private final Supplier<InstanceSource> opening;
  private final CleaveConfig config;
  private final KnownInstances known;
  private final Consumer<Instance> gone;
  private final CountDownLatch first = new CountDownLatch(1);
  private final AtomicBoolean isAsking = new AtomicBoolean();
  private volatile Instance[] instances = {};
  private volatile String problem;
  private volatile long askedAt;
  private volatile long usedAt = System.nanoTime();
  private volatile boolean isClosed;
  private InstanceSource source;

  /**
   * Instances that nobody has asked for yet.
   *
   * @param gone is told of instances that are no more
   */
  Discovered(
      Sought sought,
      Supplier<InstanceSource> opening,
      CleaveConfig config,
      KnownInstances known,
      Consumer<Instance> gone) {
    this.sought = sought;
    this.opening = opening;
    this.config = config;
    this.known = known;
    this.gone = gone;
    this.askedAt = System.nanoTime() - IDLE_NANOS;
  }

  @Override
  public Instance[] known() {
    return instances;
  }

  @Override
  public Instance[] now() {
    usedAt = System.nanoTime();
    return instances;
  }

  @Override
  public void await(Duration atMost) {
    try {
      first.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  @Override
  public boolean isDue() {
    long now = System.nanoTime();
    return !isClosed
        && now - usedAt < IDLE_NANOS
        && now - askedAt >= poll().toNanos()
        && isAsking.compareAndSet(false, true);
  }

  private Duration poll() {
    try {
      return config.discovery().poll();
    } catch (IllegalArgumentException e) {
      return Duration.ofSeconds(2); // reported by CleaveConfig.problems
    }
  }

  @Override
  public void askAgain() {
    try {
      take(Findings.of(sought, source().instances(), new AllowedHosts(config.discovery().hosts())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalArgumentException e) {
      failed(e.getMessage());
    } catch (Exception e) {
      failed(
          "%s cannot be asked for the module %s (%s); the instances known before stay in use."
              .formatted(sought.engine(), sought.module(), describe(e)));
    } finally {
      askedAt = System.nanoTime();
      isAsking.set(false);
    }
  }

  private synchronized InstanceSource source() {
    if (isClosed) {
      throw new IllegalArgumentException("the process stops");
    }
    if (source == null) {
      source = opening.get();
    }
    return source;
  }

  private void take(Findings findings) {
    Instance[] before = instances;
    Instance[] after = known.of(findings.instances());
    if (!java.util.Arrays.equals(before, after)) {
      LOG.log(
          Level.INFO,
          "instances module={0} binding={1} engine={2} now={3}",
          sought.module(),
          sought.binding(),
          sought.engine(),
          java.util.Arrays.toString(after));
      instances = after;
      known.replace(before, after, gone);
    }
    findings.problem().ifPresentOrElse(this::report, () -> problem = null);
    first.countDown();
  }

  private void failed(String why) {
    report(why + (instances.length == 0 ? " None is known yet." : ""));
    first.countDown();
  }

  private void report(String why) {
    if (problem == null) {
      LOG.log(
          Level.WARNING,
          "discovery since={0}: {1}",
          Instant.now().truncatedTo(ChronoUnit.SECONDS),
          why);
    }
    problem = why;
  }

  private static String describe(Exception failure) {
    return failure.getMessage() == null
        ? failure.getClass().getSimpleName()
        : failure.getMessage().lines().findFirst().orElse("");
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    if (source != null) {
      source.close();
    }
  }
}
