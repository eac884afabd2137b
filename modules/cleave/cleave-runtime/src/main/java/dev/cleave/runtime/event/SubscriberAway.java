package dev.cleave.runtime.event;

/** Nobody answered for the subscriber, or there is no way to it now: nobody's failed attempt. */
final class SubscriberAway extends Exception {
  private static final long serialVersionUID = 1L;

  SubscriberAway(String message, Throwable cause) {
    super(message, cause);
  }
}
