package dev.cleave.runtime.instance;

import dev.cleave.CallContext;
import dev.cleave.Caller;

/**
 * The same instance for the same caller: that whose name, hashed together with the caller's, gives
 * the highest number. If an instance goes, only its callers go elsewhere; one that comes takes its
 * share from all. The caller is the address whose request came in here from outside; without one,
 * its name; for a caller without one (anonymous, operator, system), the thread.
 *
 * @see <a href="https://doi.org/10.1109/90.663936">Thaler and Ravishankar, Using name-based
 *     mappings to increase hit rates</a>
 */
final class RendezvousHash implements Balancer {
  @Override
  public Instance choose(Instance[] instances, CallContext context) {
    return choose(instances, key(context));
  }

  static Instance choose(Instance[] instances, String key) {
    long seed = mixed(key.hashCode());
    Instance best = instances[0];
    long highest = Long.MIN_VALUE;
    for (Instance instance : instances) {
      long score = mixed(seed ^ mixed(instance.url().hashCode()));
      if (score > highest || score == highest && instance.url().compareTo(best.url()) < 0) {
        highest = score;
        best = instance;
      }
    }
    return best;
  }

  private static String key(CallContext context) {
    String address = ClientAddress.current();
    if (address != null) {
      return address;
    }
    Caller caller = context.caller();
    boolean isNobody =
        caller.equals(Caller.ANONYMOUS)
            || caller.equals(Caller.SYSTEM)
            || caller.equals(Caller.OPERATOR);
    return isNobody ? caller.name() + Thread.currentThread().getId() : caller.name();
  }

  /** The finalizer of SplitMix64. */
  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
