package dev.cleave.jms;

import dev.cleave.runtime.message.Messaging.Consumption;
import dev.cleave.runtime.message.Messaging.Handler;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes messages from one queue with several sessions, which are made anew with each connection.
 */
final class QueueConsumption implements Consumption, Link.Listener {
  private static final Logger LOG = System.getLogger(QueueConsumption.class.getName());
  private static final long PATIENCE_SECONDS = 10;

  private final Link link;
  private final String queue;
  private final int parallel;
  private final Handler handler;
  private List<Receiver> receivers = List.of();
  private boolean isClosed;

  QueueConsumption(Link link, String queue, int parallel, Handler handler) {
    this.link = link;
    this.queue = queue;
    this.parallel = parallel;
    this.handler = handler;
    link.listen(this);
  }

  @Override
  public synchronized void connected(Connection connection) throws JMSException {
    if (isClosed || receivers.stream().anyMatch(r -> r.isOf(connection))) {
      return;
    }
    List<Receiver> fresh = new ArrayList<>();
    try {
      for (int i = 0; i < parallel; i++) {
        fresh.add(new Receiver(connection, queue, handler));
      }
    } catch (JMSException e) {
      fresh.forEach(Receiver::close);
      throw e;
    }
    receivers = fresh;
  }

  @Override
  public void close() {
    link.forget(this);
    List<Receiver> last;
    synchronized (this) {
      isClosed = true;
      last = receivers;
      receivers = List.of();
    }
    // Those of a connection that is gone went with it.
    List<CompletableFuture<Void>> closing =
        last.stream()
            .filter(receiver -> link.current().filter(receiver::isOf).isPresent())
            .map(receiver -> CompletableFuture.runAsync(receiver::close, QueueConsumption::begin))
            .toList();
    try {
      CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.log(
          Level.WARNING,
          "queue={0}: what was taken is not handled after {1} s; it will be delivered again",
          queue,
          PATIENCE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void begin(Runnable task) {
    Thread thread = new Thread(task, "cleave-jms-close");
    thread.setDaemon(true);
    thread.start();
  }
}
