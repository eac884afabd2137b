package dev.cleave.broker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** One start of Artemis, until it is stopped or stops by itself because of its disk. */
final class RunningBroker {

  private static final long POLL_MILLIS = 50;
  private static final long STOP_SECONDS = 30;

  private final EmbeddedActiveMQ artemis;
  private final CompletableFuture<Throwable> lost = new CompletableFuture<>();

  private RunningBroker(EmbeddedActiveMQ artemis) {
    this.artemis = artemis;
  }

  /**
   * Starts it, and returns when clients can connect.
   *
   * @throws BrokerFailed when it did not start, most likely because a port is taken
   */
  static RunningBroker start(BrokerOptions options) throws BrokerFailed {
    EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();
    artemis.setSecurityManager(new TwoUsers(options.password(), options.outsidePassword()));
    RunningBroker broker = new RunningBroker(artemis);
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    try {
      artemis.createActiveMQServer();
      ActiveMQServer server = artemis.getActiveMQServer();
      // What goes wrong in a start is told to these, and start returns as if all were well.
      server.registerActivationFailureListener(failure::complete);
      server.registerIOCriticalErrorListener((cause, message, file) -> broker.lost.complete(cause));
      artemis.start();
      if (!failure.isDone() && server.isActive()) {
        return broker;
      }
    } catch (Exception thrown) {
      failure.complete(thrown);
    }
    broker.stop();
    Throwable cause =
        failure.getNow(broker.lost.getNow(new IllegalStateException("no reason given")));
    throw new BrokerFailed(describe(cause), cause);
  }

  /** Waits until it stops because it could not write to its disk; returns the cause. */
  Throwable awaitLoss() throws InterruptedException {
    try {
      Throwable cause = lost.get();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
      while (artemis.getActiveMQServer().isStarted() && System.nanoTime() < end) {
        Thread.sleep(POLL_MILLIS);
      }
      return cause;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Closes the connections and the journal. */
  void stop() {
    try {
      artemis.stop();
    } catch (Exception failure) {
      System.err.println("cleave-broker: it did not stop properly: " + describe(failure));
    }
  }

  private static String describe(Throwable failure) {
    StringBuilder causes = new StringBuilder(String.valueOf(failure.getMessage()));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      causes.append(": ").append(cause.getMessage());
    }
    return causes.toString();
  }
}
