package dev.cleave.runtime.instance;

import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** One process that serves a module, and what this process knows of it. Thread-safe. */
final class Instance {
  private final URI url;
  private final InstanceHealth health =
      new InstanceHealth(System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile int weight;

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
    inFlight.incrementAndGet();
    calls.increment();
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
