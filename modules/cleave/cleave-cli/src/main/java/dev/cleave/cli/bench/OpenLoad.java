package dev.cleave.cli.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads that come at their time, whether or not those before were answered, over so many
 * connections. How long one took counts from when it was due, so that a server that makes its
 * clients wait is not spared.
 */
final class OpenLoad {
  /** Who has waited longer has gone away. */
  static final long PATIENCE_NANOS = 1_000_000_000L;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final int port;
  private final String path;
  private final int connections;

  /**
   * What became of the requests.
   *
   * @param goodPerSecond answered with 200 while somebody waited
   * @param refusedPerSecond answered with 503
   * @param otherPerSecond answered too late, with something else, or not at all
   * @param p99Millis of the good ones; 0 if there are none
   */
  record Outcome(
      double goodPerSecond, double refusedPerSecond, double otherPerSecond, double p99Millis) {}

  OpenLoad(int port, String path, int connections) {
    this.port = port;
    this.path = path;
    this.connections = connections;
  }

  /**
   * Sends requests for some time.
   *
   * @param perSecond how many; 0 to send the next one as soon as the last one was answered
   */
  Outcome run(double perSecond, int millis) throws InterruptedException {
    Latencies good = new Latencies();
    LongAdder refused = new LongAdder();
    LongAdder other = new LongAdder();
    AtomicLong next = new AtomicLong();
    long begun = System.nanoTime();
    long end = begun + millis * 1_000_000L;
    double interval = perSecond == 0 ? 0 : NANOS_PER_SECOND / perSecond;
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Thread client =
          new Thread(
              () -> {
                try (HttpConnection connection = new HttpConnection(port)) {
                  while (System.nanoTime() < end) {
                    long due =
                        interval == 0
                            ? System.nanoTime()
                            : begun + (long) (next.getAndIncrement() * interval);
                    if (due >= end) {
                      return;
                    }
                    awaitTime(due);
                    send(connection, due, good, refused, other);
                  }
                }
              },
              "client-" + i);
      client.start();
      clients.add(client);
    }
    for (Thread client : clients) {
      client.join();
    }
    double seconds = millis / 1e3;
    return new Outcome(
        good.count() / seconds,
        refused.sum() / seconds,
        other.sum() / seconds,
        good.count() == 0 ? 0 : good.millis(0.99));
  }

  private static void awaitTime(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void send(
      HttpConnection connection, long due, Latencies good, LongAdder refused, LongAdder other) {
    try {
      int status = connection.get(path).status();
      long took = System.nanoTime() - due;
      if (status == OK && took <= PATIENCE_NANOS) {
        good.add(took);
      } else if (status == UNAVAILABLE) {
        refused.increment();
      } else {
        other.increment();
      }
    } catch (IOException broken) {
      other.increment();
    }
  }
}
