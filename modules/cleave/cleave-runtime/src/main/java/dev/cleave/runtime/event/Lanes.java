package dev.cleave.runtime.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lanes of one subscription as this process sees them: which it holds, which it works on, which
 * have something to do, and what was delivered but is still in the outbox. Sets of lanes are bit
 * masks. Guarded by the relay that owns it.
 */
final class Lanes {
  private final Map<Integer, Lease> held = new TreeMap<>();
  private final Map<Integer, List<Long>> delivered = new TreeMap<>();
  private int signalled;
  private int retries;
  private int busy;
  private int careful;
  private int paused;
  private int together;
  private boolean isAlonesTurn;

  static int mask(Collection<Integer> lanes) {
    int mask = 0;
    for (int lane : lanes) {
      mask |= 1 << lane;
    }
    return mask;
  }

  void hold(List<Lease> leases) {
    Map<Integer, Lease> before = Map.copyOf(held);
    held.clear();
    leases.forEach(lease -> held.put(lease.lane(), lease));
    delivered.keySet().removeIf(lane -> !held.containsKey(lane));
    for (Lease lease : leases) {
      if (!lease.equals(before.get(lease.lane()))) {
        signalled |= 1 << lease.lane();
        retries |= 1 << lease.lane();
      }
    }
  }

  void loseAll() {
    held.clear();
    delivered.clear();
  }

  Lease lease(int lane) {
    return held.get(lane);
  }

  boolean isIdle(int lane) {
    return (busy & 1 << lane) == 0 && !delivered.containsKey(lane);
  }

  boolean isIdle() {
    return busy == 0;
  }

  void signal(int lanes) {
    signalled |= lanes;
  }

  void signalRetries(int lanes) {
    retries |= lanes;
  }

  void pause(int lanes) {
    paused |= lanes;
  }

  void resume(int lanes) {
    paused &= ~lanes;
    signalled |= lanes;
    retries |= lanes;
  }

  /** From now on one delivery per transaction, until a whole batch went well. */
  void beCareful(int lanes) {
    careful |= lanes;
  }

  void beCarefree(int lanes) {
    careful &= ~lanes;
  }

  boolean isCareful(int lane) {
    return (careful & 1 << lane) != 0;
  }

  /**
   * Takes lanes to work on: one that needs care or has retries alone, else all others together.
   * Only one set of lanes shares a transaction at a time: two would wait for each other's rows, and
   * run into deadlocks, since each changes many rows in an order of its own.
   *
   * @param isSlow whether lanes shall not share a transaction at all
   * @return 0 if there is nothing to do
   */
  int take(boolean isSlow) {
    int ready = (signalled | retries) & mask(held.keySet()) & ~busy & ~paused;
    int sharing = ready & ~careful & ~retries;
    int alone = ready & ~sharing;
    if (!isSlow && together != 0) {
      sharing = 0;
    }
    isAlonesTurn = !isAlonesTurn;
    int taken;
    if (sharing == 0 || alone != 0 && isAlonesTurn) {
      taken = Integer.lowestOneBit(alone);
    } else if (isSlow) {
      taken = Integer.lowestOneBit(sharing);
    } else {
      taken = sharing;
      together = sharing;
    }
    busy |= taken;
    signalled &= ~taken;
    return taken;
  }

  /** Whether the lane has failed deliveries to look for; asked once. */
  boolean takeRetries(int lane) {
    boolean has = (retries & 1 << lane) != 0;
    retries &= ~(1 << lane);
    return has;
  }

  void release(int lanes) {
    busy &= ~lanes;
    together &= ~lanes;
  }

  List<Lease> leases(int lanes) {
    return held.values().stream().filter(lease -> (lanes & 1 << lease.lane()) != 0).toList();
  }

  void delivered(Collection<Delivery> done) {
    for (Delivery delivery : done) {
      if (held.containsKey(delivery.lane())) {
        delivered.computeIfAbsent(delivery.lane(), l -> new ArrayList<>()).add(delivery.position());
      }
    }
  }

  boolean hasDelivered() {
    return !delivered.isEmpty();
  }

  /** What was delivered of these lanes and is now to be taken out of the outbox. */
  Map<Integer, List<Long>> takeDelivered(int lanes) {
    Map<Integer, List<Long>> taken = new TreeMap<>();
    for (int lane = 0; lane < Partitions.LANES; lane++) {
      List<Long> positions = (lanes & 1 << lane) == 0 ? null : delivered.remove(lane);
      if (positions != null) {
        taken.put(lane, positions);
      }
    }
    return taken;
  }

  void putBack(Map<Integer, List<Long>> positions) {
    positions.forEach(
        (lane, list) -> {
          if (held.containsKey(lane)) {
            delivered.computeIfAbsent(lane, l -> new ArrayList<>()).addAll(list);
          }
        });
  }

  /** Idle lanes of which something was delivered: taken, to be released. */
  int takeUnacknowledged() {
    int lanes = mask(delivered.keySet()) & ~busy;
    busy |= lanes;
    return lanes;
  }
}
