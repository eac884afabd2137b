package dev.cleave.jms;

import dev.cleave.runtime.message.Message;
import dev.cleave.runtime.message.Messaging.Destination;
import dev.cleave.runtime.message.Messaging.Unprocessable;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.util.HashMap;
import java.util.Map;

/**
 * A session that sends, with a queue of its own for answers: the thread that asked also waits
 * there, so that an answer wakes nobody else. For one thread at a time.
 */
final class Sender {
  private static final int PRIORITY = jakarta.jms.Message.DEFAULT_PRIORITY;

  /** Artemis keeps one of several messages with the same value. */
  private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

  private final Connection connection;
  private final Session session;
  private final MessageProducer producer;
  private final Map<String, jakarta.jms.Queue> queues = new HashMap<>();
  private TemporaryQueue answers;
  private MessageConsumer consumer;

  Sender(Connection connection) throws JMSException {
    this.connection = connection;
    this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    this.producer = session.createProducer(null);
    producer.setDisableMessageTimestamp(true);
  }

  Connection connection() {
    return connection;
  }

  /** Sends a request that expires. */
  void ask(String queue, Message request, String id, long ttlMillis, boolean isDurable)
      throws JMSException {
    if (answers == null) {
      answers = session.createTemporaryQueue();
      consumer = session.createConsumer(answers);
    }
    jakarta.jms.Message message = JmsMessages.write(request, session);
    message.setJMSReplyTo(answers);
    message.setJMSCorrelationID(id);
    producer.send(
        queue(queue),
        message,
        isDurable ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT,
        PRIORITY,
        ttlMillis);
  }

  private jakarta.jms.Queue queue(String name) throws JMSException {
    jakarta.jms.Queue known = queues.get(name);
    if (known == null) {
      known = session.createQueue(name);
      queues.put(name, known);
    }
    return known;
  }

  /**
   * The answer to a request; those to earlier ones, which nobody waits for any more, are dropped.
   *
   * @return {@code null} if there is none until the deadline, or the connection is lost
   */
  Message answer(String id, long deadlineNanos) throws JMSException, Unprocessable {
    while (true) {
      long millis = (deadlineNanos - System.nanoTime() + 999_999) / 1_000_000;
      if (millis <= 0) {
        return null;
      }
      jakarta.jms.Message answer = consumer.receive(millis);
      if (answer == null) {
        return null;
      }
      if (id.equals(answer.getJMSCorrelationID())) {
        return JmsMessages.body(answer);
      }
    }
  }

  /** Sends a message that waits for whoever takes it; returns when it is on the broker's disk. */
  void send(Destination destination, Message message, String duplicateId) throws JMSException {
    jakarta.jms.Message written = JmsMessages.write(message, session);
    if (duplicateId != null) {
      written.setStringProperty(DUPLICATE_ID, duplicateId);
    }
    producer.send(
        destination.isTopic() ? session.createTopic(destination.name()) : queue(destination.name()),
        written,
        DeliveryMode.PERSISTENT,
        PRIORITY,
        0);
  }

  void close() {
    try {
      session.close();
    } catch (JMSException e) {
      // it goes with its connection
    }
  }
}
