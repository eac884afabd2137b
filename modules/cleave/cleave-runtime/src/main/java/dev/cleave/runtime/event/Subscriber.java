package dev.cleave.runtime.event;

/**
 * Somebody who is to be told of events.
 *
 * @param name of the subscription
 * @param eventType the event's name
 */
record Subscriber(String name, String eventType) {
  static Subscriber of(Listener listener) {
    return new Subscriber(listener.subscription(), listener.type().name());
  }

  static Subscriber of(Export export) {
    return new Subscriber(export.subscription(), export.type().name());
  }
}
