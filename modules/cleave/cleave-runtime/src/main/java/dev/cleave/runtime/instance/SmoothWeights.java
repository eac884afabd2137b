package dev.cleave.runtime.instance;

import dev.cleave.CallContext;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Each in proportion to its weight, and evenly: 5 to 1 to 1 gives a a b a c a a, not five times the
 * same one in a row. Every instance gains its weight with each call, the richest is chosen and pays
 * for all.
 *
 * @see <a href="https://github.com/phusion/nginx/commit/27e94984486058d73157038f7950a0a36ecc6e35">
 *     nginx, smooth weighted round-robin balancing</a>
 */
final class SmoothWeights implements Balancer {
  private final Map<Instance, Long> gained = new IdentityHashMap<>();

  @Override
  public synchronized Instance choose(Instance[] instances, CallContext context) {
    if (gained.size() > 2 * instances.length) {
      gained.keySet().retainAll(Arrays.asList(instances));
    }
    Instance richest = null;
    long most = Long.MIN_VALUE;
    long total = 0;
    for (Instance instance : instances) {
      int weight = instance.weight();
      total += weight;
      long now = gained.merge(instance, (long) weight, Long::sum);
      if (now > most) {
        most = now;
        richest = instance;
      }
    }
    gained.put(richest, most - total);
    return richest;
  }
}
