package dev.cleave.runtime.instance;

import dev.cleave.runtime.Sabotage;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** One process that serves a module, and what this process knows of it. Thread-safe. */
final class Instance {
  private static final int STUCK_CALLS = 3;
  private static final long SHORTEST_STUCK_NANOS = 1_000_000_000L;

  private final URI url;
  private final InstanceHealth health =
      new InstanceHealth(System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile int weight;
  private volatile long answeredAt = System.nanoTime();

  Instance(URI url, int weight) {
    this.url = url;
    this.weight = weight;
  }

  URI url() {
    return url;
  }

  int weight() {
    return weight;
  }

  void weighs(int weight) {
    this.weight = weight;
  }

  InstanceHealth health() {
    return health;
  }

  int inFlight() {
    return inFlight.get();
  }

  void begin() {
    if (inFlight.getAndIncrement() == 0) {
      answeredAt = System.nanoTime();
    }
    calls.increment();
  }

  /** An attempt that began then got an answer, of whatever kind. */
  void answered(long begunAt) {
    answeredAt = System.nanoTime();
    health.succeeded(begunAt);
  }

  /**
   * Whether several calls are under way and none has been answered for longer than is fair: whoever
   * comes next would only wait with them.
   */
  boolean isStuck(LongSupplier fairNanos) {
    if (Sabotage.NO_BREAKER.isOn() || inFlight.get() < STUCK_CALLS) {
      return false;
    }
    long silent = System.nanoTime() - answeredAt;
    return silent > SHORTEST_STUCK_NANOS && silent > fairNanos.getAsLong();
  }

  void end() {
    inFlight.decrementAndGet();
  }

  void failed(long begunAt) {
    failures.increment();
    health.failed(begunAt);
  }

  long calls() {
    return calls.sum();
  }

  long failures() {
    return failures.sum();
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
