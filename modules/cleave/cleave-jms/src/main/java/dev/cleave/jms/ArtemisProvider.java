package dev.cleave.jms;

import dev.cleave.runtime.message.BrokerSettings;
import dev.cleave.runtime.message.Messaging;
import dev.cleave.runtime.message.MessagingProvider;
import jakarta.jms.ConnectionFactory;
import java.net.URI;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Opens clients of Artemis. */
public final class ArtemisProvider implements MessagingProvider {
  private static final String TRANSPORT = "useEpoll=false&useKQueue=false&remotingThreads=2";
  private static final int CALL_TIMEOUT_MILLIS = 5_000;

  /** How long a silent broker counts as there: three missed pings. */
  private static final int TTL_MILLIS = 15_000;

  /** Longer messages travel in pieces; not below what the journal of the broker takes in one. */
  private static final int LARGE_BYTES = 1_900_000;

  private static final int ANSWERS_AHEAD_BYTES = 1024 * 1024;
  private static final int NOTHING_AHEAD = 0;

  @Override
  public Messaging open(BrokerSettings settings) {
    return new ArtemisMessaging(
        new Link(factory(settings, ANSWERS_AHEAD_BYTES), settings, "asks"),
        // Nothing is taken ahead: a request waits in the queue, for whoever is free first.
        new Link(factory(settings, NOTHING_AHEAD), settings, "answers"));
  }

  private static ConnectionFactory factory(BrokerSettings settings, int windowBytes) {
    try {
      ActiveMQConnectionFactory factory =
          new ActiveMQConnectionFactory(
              withTransport(settings.url()), settings.user(), settings.password());
      factory.setReconnectAttempts(0);
      factory.setInitialConnectAttempts(1);
      factory.setCallTimeout(CALL_TIMEOUT_MILLIS);
      factory.setConnectionTTL(TTL_MILLIS);
      factory.setClientFailureCheckPeriod(TTL_MILLIS / 3);
      factory.setConsumerWindowSize(windowBytes);
      factory.setMinLargeMessageSize(LARGE_BYTES);
      factory.setUseTopologyForLoadBalancing(false);
      factory.setUseGlobalPools(false);
      factory.setThreadPoolMaxSize(-1);
      factory.setScheduledThreadPoolMaxSize(2);
      return factory;
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "cleave.jms.url = \"%s\" is no URL of an Artemis broker: write one such as tcp://localhost:9616."
              .formatted(settings.url()),
          e);
    }
  }

  private static String withTransport(URI url) {
    return url + (url.getQuery() == null ? "?" : "&") + TRANSPORT;
  }
}
