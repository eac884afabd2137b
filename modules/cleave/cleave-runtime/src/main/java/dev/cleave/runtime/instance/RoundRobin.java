package dev.cleave.runtime.instance;

import dev.cleave.CallContext;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** One after the other; it begins anywhere, so that callers do not all begin with the first. */
final class RoundRobin implements Balancer {
  private final AtomicInteger next =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(1 << 16));

  @Override
  public Instance choose(Instance[] instances, CallContext context) {
    return instances[Math.floorMod(next.getAndIncrement(), instances.length)];
  }
}
