package dev.cleave.runtime.message;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.message.Messaging.Outage;
import java.util.Optional;
import java.util.ServiceLoader;

/** The broker of this process: its client is opened by the first that needs it. */
public final class Broker {
  private final CleaveConfig config;
  private Messaging messaging;
  private boolean isClosed;

  public Broker(CleaveConfig config) {
    this.config = config;
  }

  /** Whether the configuration names one. */
  public boolean isConfigured() {
    return config.jms().hasBroker();
  }

  /**
   * The client.
   *
   * @throws IllegalArgumentException if there can be none, with what to do
   */
  public synchronized Messaging messaging() {
    if (isClosed) {
      throw new IllegalStateException("the process stops");
    }
    if (messaging == null) {
      BrokerSettings settings =
          new BrokerSettings(
              config.process(),
              config
                  .jms()
                  .url()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "there is no cleave.jms.url: set it to the broker, such as"
                                  + " tcp://localhost:9616.")),
              config.jms().user().orElse(""),
              config.jms().password().orElse(""));
      messaging = provider().open(settings);
    }
    return messaging;
  }

  private static MessagingProvider provider() {
    return ServiceLoader.load(MessagingProvider.class, Broker.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the application has no client of a broker: add cleave-jms to its"
                        + " dependencies."));
  }

  /** Why a broker that is in use cannot be used now. */
  public synchronized Optional<Outage> outage() {
    return messaging == null ? Optional.empty() : messaging.outage();
  }

  /** Whether anything has needed it. */
  public synchronized boolean isInUse() {
    return messaging != null;
  }

  public synchronized void close() {
    isClosed = true;
    if (messaging != null) {
      messaging.close();
    }
  }
}
