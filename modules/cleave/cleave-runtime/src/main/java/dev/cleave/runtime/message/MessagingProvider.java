package dev.cleave.runtime.message;

/** Opens a client of a broker; found as a {@link java.util.ServiceLoader} service. */
public interface MessagingProvider {
  /** A client, which connects in the background. */
  Messaging open(BrokerSettings settings);
}
