package dev.cleave.runtime.event;

import dev.cleave.runtime.message.Messaging.Destination;

/**
 * Events of one type that are sent to the world outside.
 *
 * @param subscription the name under which their deliveries stand in the outbox
 */
record Export(String subscription, EventType type, Destination destination) {
  /** No module has this name, so that no listener's subscription has it. */
  static final String PREFIX = "export.";

  static Export of(EventType type, Destination destination) {
    return new Export(subscription(type.name(), destination), type, destination);
  }

  static String subscription(String eventType, Destination destination) {
    return "%s%s.%s.%s"
        .formatted(
            PREFIX, destination.isTopic() ? "topic" : "queue", destination.name(), eventType);
  }
}
