package dev.cleave.runtime.event;

import dev.cleave.runtime.message.Broker;
import dev.cleave.runtime.message.Message;
import dev.cleave.runtime.message.Messaging;
import dev.cleave.runtime.message.Messaging.NotSent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends events to the world outside, each as a CloudEvent in binary mode: attributes as properties
 * named {@code cloudEvents_…}, the data as the body. They are delivered when the broker has them on
 * its disk. An event may be sent twice, under the same id.
 */
final class ExportTransport implements EventTransport {
  /** The prefix that the AMQP binding of CloudEvents allows beside one that JMS does not. */
  static final String PREFIX = "cloudEvents_";

  private final Export export;
  private final Broker broker;

  ExportTransport(Export export, Broker broker) {
    this.export = export;
    this.broker = broker;
  }

  @Override
  public void deliver(List<Delivery> deliveries, Duration limit, Runnable whenGivenUp)
      throws UndeliverableEvent, SubscriberAway {
    for (Delivery delivery : deliveries) {
      delivery.requireEvent();
    }
    try {
      Messaging messaging = broker.messaging();
      for (Delivery delivery : deliveries) {
        messaging.send(export.destination(), message(delivery));
      }
    } catch (NotSent | IllegalArgumentException e) {
      throw new SubscriberAway(e.getMessage(), e);
    }
  }

  private static Message message(Delivery delivery) {
    Map<String, Object> properties = new HashMap<>();
    CloudEvent.attributes(delivery).forEach((name, value) -> properties.put(PREFIX + name, value));
    return new Message(properties, "application/json", delivery.payload());
  }
}
