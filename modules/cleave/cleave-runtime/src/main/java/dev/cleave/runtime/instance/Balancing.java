package dev.cleave.runtime.instance;

import dev.cleave.runtime.config.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The balancers, as written in {@code cleave.balancer.<module>}. */
enum Balancing {
  ROUND_ROBIN(RoundRobin::new),
  RANDOM(() -> Balancing::anyOf),
  LEAST_REQUESTS(LeastRequests::new),
  IP_HASH(RendezvousHash::new),
  WEIGHTED_ROUND_ROBIN(SmoothWeights::new);

  private final Supplier<Balancer> balancer;

  Balancing(Supplier<Balancer> balancer) {
    this.balancer = balancer;
  }

  /** A balancer of its own for one group of instances. */
  Balancer balancer() {
    return balancer.get();
  }

  private static Instance anyOf(Instance[] instances, dev.cleave.CallContext context) {
    return instances[ThreadLocalRandom.current().nextInt(instances.length)];
  }

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Balancing of(String module, String name) {
    List<String> names = Stream.of(values()).map(Balancing::toString).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "cleave.balancer.%s = \"%s\" is no balancer: write one of %s (did you mean \"%s\"?)."
              .formatted(
                  module, name, String.join(", ", names), Nearest.to(name, names).orElseThrow()));
    }
    return values()[index];
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
