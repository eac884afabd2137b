package dev.cleave.jms;

import dev.cleave.runtime.message.Message;
import dev.cleave.runtime.message.Messaging.Handler;
import dev.cleave.runtime.message.Messaging.Unprocessable;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * One session that takes messages, one after the other. A message is acknowledged when it is
 * handled and answered; whatever ends this process before that has the broker deliver it again.
 */
final class Receiver implements MessageListener {
  private static final Logger LOG = System.getLogger(Receiver.class.getName());
  private static final String DEAD_LETTERS = "cleave.dead-letters";
  private static final String CAUSE = "cleave_cause";
  private static final String ORIGIN = "cleave_queue";

  /** A message that was taken so often and never handled is given up. */
  private static final int MOST_DELIVERIES = 8;

  private final Connection connection;
  private final String queue;
  private final Handler handler;
  private final Session session;
  private final MessageConsumer consumer;
  private final MessageProducer producer;

  Receiver(Connection connection, String queue, Handler handler) throws JMSException {
    this.connection = connection;
    this.queue = queue;
    this.handler = handler;
    this.session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
    this.producer = session.createProducer(null);
    producer.setDisableMessageTimestamp(true);
    producer.setDisableMessageID(true);
    this.consumer = session.createConsumer(session.createQueue(queue));
    consumer.setMessageListener(this);
  }

  boolean isOf(Connection candidate) {
    return connection == candidate;
  }

  @Override
  public void onMessage(jakarta.jms.Message message) {
    try {
      handle(message);
    } catch (JMSException e) {
      LOG.log(Level.DEBUG, "queue={0}: {1}", queue, e.toString());
      again();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "queue=" + queue + ": a message is delivered again", e);
      again();
    } catch (Error e) {
      again();
      throw e;
    }
  }

  /** What is left unacknowledged would be acknowledged with the next message. */
  private void again() {
    try {
      session.recover();
    } catch (JMSException e) {
      // the connection has ended, and the broker delivers it again by itself
      LOG.log(Level.DEBUG, "queue={0}: {1}", queue, e.toString());
    }
  }

  private void handle(jakarta.jms.Message message) throws JMSException {
    try {
      if (message.getIntProperty("JMSXDeliveryCount") > MOST_DELIVERIES) {
        throw new Unprocessable(
            "It was taken %d times and never handled; the logs of the processes that took it say why."
                .formatted(MOST_DELIVERIES));
      }
      Message answer = handler.handle(JmsMessages.read(message));
      if (answer != null && message.getJMSReplyTo() != null) {
        answer(message, answer);
      }
      message.acknowledge();
    } catch (Unprocessable e) {
      LOG.log(Level.WARNING, "dead letter queue={0}: {1}", queue, e.getMessage());
      bury(message, e.getMessage());
      message.acknowledge();
    }
  }

  /** Nobody waits for an answer longer than for the request; whoever has gone misses nothing. */
  private void answer(jakarta.jms.Message request, Message answer) throws JMSException {
    long expiration = request.getJMSExpiration();
    long ttl = expiration == 0 ? 0 : Math.max(expiration - System.currentTimeMillis(), 1);
    jakarta.jms.Message written = JmsMessages.write(answer, session);
    written.setJMSCorrelationID(
        request.getJMSCorrelationID() != null
            ? request.getJMSCorrelationID()
            : request.getJMSMessageID());
    try {
      producer.send(
          request.getJMSReplyTo(),
          written,
          DeliveryMode.NON_PERSISTENT,
          jakarta.jms.Message.DEFAULT_PRIORITY,
          ttl);
    } catch (JMSException e) {
      if (Failures.isLoss(e)) {
        throw e;
      }
      LOG.log(Level.DEBUG, "nobody awaits an answer any more: {0}", e.toString());
    }
  }

  private void bury(jakarta.jms.Message message, String cause) throws JMSException {
    jakarta.jms.Message copy = Copies.of(message, session);
    copy.setStringProperty(CAUSE, cause);
    copy.setStringProperty(ORIGIN, queue);
    producer.send(
        session.createQueue(DEAD_LETTERS),
        copy,
        DeliveryMode.PERSISTENT,
        jakarta.jms.Message.DEFAULT_PRIORITY,
        0);
  }

  /** Takes no more; what was taken is handled first. */
  void close() {
    try {
      consumer.close();
      session.close();
    } catch (JMSException e) {
      LOG.log(Level.DEBUG, "queue={0} closed badly: {1}", queue, e.toString());
    }
  }
}
