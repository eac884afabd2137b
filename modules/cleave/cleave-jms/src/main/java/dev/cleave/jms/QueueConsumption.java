package dev.cleave.jms;

import dev.cleave.runtime.message.Messaging.Consumption;
import dev.cleave.runtime.message.Messaging.Handler;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes messages from one queue with several sessions, which are made anew with each connection.
 */
final class QueueConsumption implements Consumption, Link.Listener {
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
    for (int i = 0; i < parallel; i++) {
      fresh.add(new Receiver(connection, queue, handler));
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
    last.forEach(Receiver::close);
  }
}
