package dev.cleave.broker;

import java.io.IOException;

/**
 * The program: runs the broker until it is asked to end. Artemis stops for good when it cannot
 * write to its disk; here it starts again as soon as there is space, with everything it had
 * confirmed.
 */
public final class Broker {

  private static final long MEGABYTE = 1 << 20;

  /** Below it Artemis takes no messages either (min-disk-free in broker.xml). */
  private static final long NEEDED = 50 * MEGABYTE;

  private static final long POLL_MILLIS = 1000;

  private final BrokerOptions options;
  private final DataFolder data;
  private RunningBroker running;
  private boolean stopping;

  private Broker(BrokerOptions options, DataFolder data) {
    this.options = options;
    this.data = data;
  }

  /** Runs until SIGTERM; ends with code 1 and one line on standard error if it cannot. */
  public static void main(String[] arguments) throws InterruptedException {
    Log.toStandardError();
    try {
      BrokerOptions options = BrokerOptions.from(System.getenv());
      Broker broker = new Broker(options, DataFolder.take(options));
      Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "stop"));
      options.publish();
      broker.run();
    } catch (BrokerFailed failure) {
      System.err.println("cleave-broker: " + failure.getMessage());
      System.exit(1);
    }
  }

  private void run() throws BrokerFailed, InterruptedException {
    if (free() < NEEDED) {
      throw new BrokerFailed(
          "%d MB are free on the disk of %s, and it needs %d MB: free some"
              .formatted(free() / MEGABYTE, options.data(), NEEDED / MEGABYTE));
    }
    while (true) {
      RunningBroker started = start();
      if (started == null) {
        return;
      }
      System.err.println("cleave-broker: ready on " + options);
      Throwable cause = started.awaitLoss();
      System.err.println(
          "cleave-broker: it could not write to its disk (%s); it starts again with %d MB free"
              .formatted(cause.getMessage(), NEEDED / MEGABYTE));
      do {
        Thread.sleep(POLL_MILLIS);
      } while (free() < NEEDED);
    }
  }

  private synchronized RunningBroker start() throws BrokerFailed {
    running = stopping ? null : RunningBroker.start(options);
    return running;
  }

  private synchronized void stop() {
    stopping = true;
    if (running != null) {
      running.stop();
    }
    try {
      data.close();
    } catch (IOException harmless) {
      // The note names a process that is about to be gone.
    }
  }

  private long free() throws BrokerFailed {
    try {
      return data.free();
    } catch (IOException failure) {
      throw new BrokerFailed(options.data() + " cannot be read: " + failure.getMessage(), failure);
    }
  }
}
