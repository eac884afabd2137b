package dev.cleave.bench;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * The yardstick of calls over JMS: request and reply as one writes them by hand for Artemis, with a
 * reply queue for each thread that asks, JSON in text messages that are not persistent and expire.
 */
final class HandWrittenMessaging implements AutoCloseable {
  private static final String QUEUE = "bench.by-hand";
  private static final int SERVERS = 8;
  private static final long TIMEOUT_MILLIS = 30_000;

  private final ActiveMQConnectionFactory factory;
  private final Connection connection;
  private final Jsonb json = JsonbBuilder.create();
  private final ThreadLocal<Client> clients = ThreadLocal.withInitial(this::client);

  HandWrittenMessaging(String url, String user, String password) throws JMSException {
    factory = new ActiveMQConnectionFactory(url + "?useEpoll=false", user, password);
    connection = factory.createConnection();
    for (int i = 0; i < SERVERS; i++) {
      serve(connection.createSession(false, Session.AUTO_ACKNOWLEDGE));
    }
    connection.start();
  }

  private void serve(Session session) throws JMSException {
    MessageProducer answers = session.createProducer(null);
    session
        .createConsumer(session.createQueue(QUEUE))
        .setMessageListener(request -> answer(session, answers, request));
  }

  private void answer(Session session, MessageProducer answers, Message request) {
    try {
      json.fromJson(((TextMessage) request).getText(), Integer.class);
      TextMessage answer = session.createTextMessage(json.toJson(Order.SAMPLE));
      answer.setJMSCorrelationID(request.getJMSCorrelationID());
      answers.send(
          request.getJMSReplyTo(),
          answer,
          DeliveryMode.NON_PERSISTENT,
          Message.DEFAULT_PRIORITY,
          TIMEOUT_MILLIS);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private Client client() {
    try {
      return new Client(connection.createSession(false, Session.AUTO_ACKNOWLEDGE));
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks for an order. */
  Order order(int product) {
    return clients.get().order(product);
  }

  @Override
  public void close() throws JMSException {
    connection.close();
    factory.close();
  }

  /** One thread's side. */
  private final class Client {
    private final Session session;
    private final Queue queue;
    private final MessageProducer requests;
    private final TemporaryQueue replyTo;
    private final MessageConsumer replies;
    private long number;

    Client(Session session) throws JMSException {
      this.session = session;
      this.queue = session.createQueue(QUEUE);
      this.requests = session.createProducer(queue);
      requests.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
      requests.setTimeToLive(TIMEOUT_MILLIS);
      this.replyTo = session.createTemporaryQueue();
      this.replies = session.createConsumer(replyTo);
    }

    Order order(int product) {
      try {
        String id = Long.toString(number++);
        TextMessage request = session.createTextMessage(json.toJson(product));
        request.setJMSCorrelationID(id);
        request.setJMSReplyTo(replyTo);
        requests.send(request);
        TextMessage answer = (TextMessage) replies.receive(TIMEOUT_MILLIS);
        if (answer == null || !id.equals(answer.getJMSCorrelationID())) {
          throw new IllegalStateException("no answer");
        }
        return json.fromJson(answer.getText(), Order.class);
      } catch (JMSException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
