package dev.cleave.crash.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Finds out what the machine takes: a few clients that ask again as soon as they are answered. */
public final class Calibration {

  private static final int CLIENTS = 6;
  private static final Duration WARM_UP = Duration.ofSeconds(14);
  private static final Duration MEASURED = Duration.ofSeconds(6);

  /** Of what it takes: there is to be room for what is measured. */
  private static final double SHARE = 0.5;

  /** So that enough requests fit into the time that a run has. */
  private static final double LEAST = 32;

  private static final double MOST = 250;

  private final Sender sender;
  private final Supplier<Wanted> next;
  private final AtomicLong answered = new AtomicLong();
  private volatile boolean isStopped;

  public Calibration(Sender sender, Supplier<Wanted> next) {
    this.sender = sender;
    this.next = next;
  }

  /** Requests per second that are a constant load which leaves room. */
  public double rate() throws InterruptedException {
    for (int i = 0; i < CLIENTS; i++) {
      ask();
    }
    Thread.sleep(WARM_UP.toMillis());
    long before = answered.get();
    long begin = System.nanoTime();
    Thread.sleep(MEASURED.toMillis());
    double rate = (answered.get() - before) * 1e9 / (System.nanoTime() - begin);
    isStopped = true;
    return Math.min(Math.max(Math.floor(SHARE * rate), LEAST), MOST);
  }

  private void ask() {
    sender
        .send(next.get(), System.nanoTime())
        .thenAccept(
            sample -> {
              answered.incrementAndGet();
              if (!isStopped) {
                ask();
              }
            });
  }
}
