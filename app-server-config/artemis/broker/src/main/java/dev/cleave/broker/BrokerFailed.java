package dev.cleave.broker;

/** What keeps the broker from running, in one sentence for people. */
final class BrokerFailed extends Exception {

  private static final long serialVersionUID = 1;

  BrokerFailed(String message) {
    super(message);
  }

  BrokerFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
