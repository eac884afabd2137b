package dev.cleave.jms;

import dev.cleave.runtime.message.BrokerSettings;
import dev.cleave.runtime.message.Messaging.Outage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A connection that is made anew, in the background, whenever it is lost. */
final class Link implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Link.class.getName());
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;
  private static final long RETRY_MILLIS = 1_000;
  private static final long LONG_LIFE_NANOS = 1_000_000_000;

  /** Told of every new connection, and again and again while it lasts. */
  interface Listener {
    void connected(Connection connection) throws JMSException;
  }

  private final ConnectionFactory factory;
  private final BrokerSettings settings;
  private final String name;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Thread keeper;
  private Connection connection;
  private Outage outage;
  private boolean isClosed;

  Link(ConnectionFactory factory, BrokerSettings settings, String name) {
    this.factory = factory;
    this.settings = settings;
    this.name = name;
    this.outage = new Outage(settings.url().toString(), Instant.now(), "not connected yet");
    this.keeper = new Thread(this::keep, settings.process() + "-jms-" + name);
    keeper.setDaemon(true);
    keeper.start();
  }

  /** Connects, and again after a pause that grows while connections do not live for long. */
  private void keep() {
    long pause = FIRST_PAUSE_MILLIS;
    while (!isOver()) {
      long begun = System.nanoTime();
      try {
        connect();
        tellUntilLoss();
      } catch (JMSException | RuntimeException e) {
        failed(e);
      }
      boolean hasLived = System.nanoTime() - begun > LONG_LIFE_NANOS;
      pause = hasLived ? FIRST_PAUSE_MILLIS : Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
      if (!sleep(pause)) {
        return;
      }
    }
  }

  private synchronized boolean isOver() {
    return isClosed;
  }

  /** Listeners that could not do what they wanted with the connection try again every second. */
  private void tellUntilLoss() {
    for (Optional<Connection> present = current(); present.isPresent(); present = awaitRetry()) {
      Connection now = present.get();
      listeners.forEach(listener -> tell(listener, now));
    }
  }

  private synchronized Optional<Connection> awaitRetry() {
    try {
      if (connection != null) {
        wait(RETRY_MILLIS);
      }
      return current();
    } catch (InterruptedException e) {
      return Optional.empty();
    }
  }

  private boolean sleep(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void connect() throws JMSException {
    Connection fresh = factory.createConnection();
    try {
      fresh.setExceptionListener(failure -> lost(fresh, failure));
      fresh.start();
    } catch (JMSException | RuntimeException e) {
      closeQuietly(fresh);
      throw e;
    }
    LOG.log(Level.INFO, "broker connected url={0} link={1}", settings.url(), name);
    publish(fresh);
  }

  private void tell(Listener listener, Connection present) {
    try {
      listener.connected(present);
    } catch (JMSException e) {
      if (Failures.isLoss(e)) {
        lost(present, e);
      } else {
        LOG.log(Level.WARNING, "broker refuses link={0}: {1}", name, reason(e));
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "broker link=" + name, e);
    }
  }

  private synchronized void publish(Connection fresh) {
    if (isClosed) {
      closeLater(fresh);
      return;
    }
    connection = fresh;
    outage = null;
    notifyAll();
  }

  private synchronized void failed(Exception failure) {
    Instant since = outage == null ? Instant.now() : outage.since();
    outage = new Outage(settings.url().toString(), since, reason(failure));
  }

  private static String reason(Exception failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  /** Notes that a connection does not work any more. */
  void lost(Connection former, Exception failure) {
    synchronized (this) {
      if (connection != former) {
        return;
      }
      connection = null;
      failed(failure);
      notifyAll();
    }
    LOG.log(
        Level.WARNING, "broker lost url={0} link={1}: {2}", settings.url(), name, reason(failure));
    closeLater(former);
  }

  /** A broker that is silent lets a close take its time, which whoever noticed does not have. */
  private void closeLater(Connection former) {
    Thread closer = new Thread(() -> closeQuietly(former), settings.process() + "-jms-close");
    closer.setDaemon(true);
    closer.start();
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (JMSException e) {
      LOG.log(Level.DEBUG, "a broken connection closed badly: {0}", e.toString());
    }
  }

  /** Adds a listener, and tells it of the connection that there is. */
  void listen(Listener listener) {
    listeners.add(listener);
    current().ifPresent(present -> tell(listener, present));
  }

  void forget(Listener listener) {
    listeners.remove(listener);
  }

  synchronized Optional<Connection> current() {
    return Optional.ofNullable(connection);
  }

  synchronized Optional<Outage> outage() {
    return Optional.ofNullable(outage);
  }

  /**
   * The connection; waits for it while the broker has only just gone.
   *
   * @param patienceMillis how long the broker may be away before nobody waits any more
   * @return empty if there is none
   */
  synchronized Optional<Connection> await(long deadlineNanos, long patienceMillis)
      throws InterruptedException {
    while (connection == null && !isClosed) {
      long patience = outage.since().toEpochMilli() + patienceMillis - System.currentTimeMillis();
      long wait = Math.min(patience, (deadlineNanos - System.nanoTime()) / 1_000_000);
      if (wait <= 0) {
        break;
      }
      wait(wait);
    }
    return Optional.ofNullable(connection);
  }

  @Override
  public void close() {
    Connection last;
    synchronized (this) {
      isClosed = true;
      last = connection;
      connection = null;
      outage = new Outage(settings.url().toString(), Instant.now(), "closed");
      notifyAll();
    }
    keeper.interrupt();
    if (last != null) {
      closeQuietly(last);
    }
  }
}
