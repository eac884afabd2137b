package dev.cleave.shop.server;

import java.time.Duration;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * What a broker may do at any time, done always: a command, and a group of events, is delivered a
 * second time at once and a third time later.
 */
final class RepeatedDeliveries implements ActiveMQServerPlugin {
  private static final Duration DELAY = Duration.ofMillis(200);

  private ActiveMQServer server;

  @Override
  public void registered(ActiveMQServer registered) {
    this.server = registered;
  }

  @Override
  public void afterSend(
      ServerSession session,
      Transaction transaction,
      Message message,
      boolean direct,
      boolean noAutoCreateQueue,
      RoutingStatus result)
      throws ActiveMQException {
    if (!isCommand(message) && !message.getAddress().startsWith("cleave.events.")) {
      return;
    }
    repeat(message, 0);
    repeat(message, System.currentTimeMillis() + DELAY.toMillis());
  }

  private static boolean isCommand(Message message) {
    return message.getAddress().startsWith("cleave.")
        && message.containsProperty("cleave_idempotency_key");
  }

  private void repeat(Message message, long when) throws ActiveMQException {
    Message copy = message.copy(server.getStorageManager().generateID());
    if (when > 0) {
      copy.setScheduledDeliveryTime(when);
    }
    try {
      server.getPostOffice().route(copy, false);
    } catch (ActiveMQException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
