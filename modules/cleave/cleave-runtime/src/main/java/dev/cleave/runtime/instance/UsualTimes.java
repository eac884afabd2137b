package dev.cleave.runtime.instance;

import dev.cleave.runtime.contract.ContractMethod;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long the methods of a module usually take: a moving average. Tells whether an attempt that
 * was given up had a fair chance.
 */
final class UsualTimes {
  private static final long FAIR_NANOS = 1_000_000_000L;
  private static final int FAIR_MULTIPLE = 4;
  private static final long SHORTEST_FAIR_NANOS = 50_000_000L;

  private final Map<ContractMethod, AtomicLong> averages = new ConcurrentHashMap<>();

  /** One took that long. */
  void took(ContractMethod method, long nanos) {
    AtomicLong average = averages.get(method);
    if (average == null) {
      averages.putIfAbsent(method, new AtomicLong(nanos));
      return;
    }
    long before = average.getOpaque();
    average.setOpaque(before + (nanos - before) / 16); // a lost update does no harm
  }

  /** Within which time any method is fairly answered. */
  long longestFairNanos() {
    long longest = FAIR_NANOS;
    for (AtomicLong average : averages.values()) {
      longest = Math.max(longest, FAIR_MULTIPLE * average.getOpaque());
    }
    return longest;
  }

  /** Whether an instance that is well would have answered within that time. */
  boolean isFair(ContractMethod method, long nanos) {
    if (nanos >= FAIR_NANOS) {
      return true;
    }
    AtomicLong average = averages.get(method);
    return average != null
        && nanos >= Math.max(SHORTEST_FAIR_NANOS, FAIR_MULTIPLE * average.getOpaque());
  }
}
