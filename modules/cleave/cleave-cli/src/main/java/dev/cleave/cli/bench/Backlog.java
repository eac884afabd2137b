package dev.cleave.cli.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Deliveries that wait. They are made by one statement and become visible together, so that the
 * relay, which runs all the while, begins with all of them before it. Each has a key of its own.
 */
final class Backlog {

  /** Beyond the numbers that orders get. */
  private static final long FIRST_ORDER = 1_000_000_000_000L;

  private static final double MICROS_PER_SECOND = 1e6;

  /** The rows that publishing leaves. Which of the 64 partitions a key has matters to nobody. */
  private static final String MAKE =
      """
      with event as (
        insert into benchordering.cleave_event (event_id, type, key, partition, payload)
        select uuidv7(), 'benchordering.order-placed.v1', n::text, n %% 64,
          format('{"orderId":%%s,"sku":"SKU-%%s","quantity":%%s,"publishedAtMicros":%%s}',
            n, n * 7919 %% 1000, 1 + n %% 5, (extract(epoch from clock_timestamp()) * 1e6)::bigint)
        from generate_series(%1$d, %1$d + %2$d - 1) n
        returning position, type, key, partition)
      insert into benchordering.cleave_outbox (subscription, position, partition, key)
      select s.id, e.position, e.partition, e.key
      from event e join benchordering.cleave_subscription s on s.event_type = e.type""";

  private Backlog() {}

  /** Adds deliveries to a system without any. */
  static void make(OrderSystem system, long count) {
    system.execute(MAKE.formatted(FIRST_ORDER, count));
  }

  /**
   * Makes a backlog and waits until it is worked off.
   *
   * @return deliveries per second, from the first one on
   */
  static double drainedPerSecond(OrderSystem system, long count) throws InterruptedException {
    system.reset();
    make(system, count);
    long drained = system.awaitDrained();
    system.checkHandled(count);
    return count * MICROS_PER_SECOND / (drained - system.firstHandledMicros());
  }

  /**
   * How fast the first deliveries were made, window by window.
   *
   * @param skipped deliveries before the first window
   * @param size deliveries in a window
   * @return deliveries per second in each of the windows
   */
  static List<Double> windows(OrderSystem system, long skipped, long size, int count) {
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long from = handledMicros(system, skipped + i * size);
      long to = handledMicros(system, skipped + (i + 1) * size);
      rates.add(size * MICROS_PER_SECOND / (to - from));
    }
    return rates;
  }

  private static long handledMicros(OrderSystem system, long index) {
    return system.number(
        "select handled_us from stock_movement order by handled_us offset %d limit 1"
            .formatted(index));
  }
}
