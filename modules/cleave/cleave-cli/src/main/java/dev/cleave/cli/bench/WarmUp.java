package dev.cleave.cli.bench;

import java.io.IOException;

/**
 * Work that does not count, until the JIT compiler knows the way of an order: so many orders, or so
 * many rounds where the machine is too busy for them.
 */
final class WarmUp {

  private static final long ORDERS = 30_000;
  private static final int MOST_ROUNDS = 8;
  private static final int SECONDS = 8;
  private static final long BACKLOG = 20_000;

  private WarmUp() {}

  /** Puts a load on a system for some seconds. */
  @FunctionalInterface
  interface Round {
    Trial run(int seconds) throws IOException, InterruptedException;
  }

  /** Has a system take orders and handle their events. */
  static void orders(Round round) throws IOException, InterruptedException {
    long orders = 0;
    for (int i = 0; i < MOST_ROUNDS && orders < ORDERS; i++) {
      orders += round.run(SECONDS).load().answered();
    }
  }

  /** Has the relay work off a backlog, which it does in larger groups than it meets otherwise. */
  static void backlog(OrderSystem cleave) throws InterruptedException {
    Backlog.drainedPerSecond(cleave, BACKLOG);
  }
}
