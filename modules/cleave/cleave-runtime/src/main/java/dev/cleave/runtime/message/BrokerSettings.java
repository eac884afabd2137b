package dev.cleave.runtime.message;

import java.net.URI;

/**
 * How to reach a broker.
 *
 * @param process the name of this process, shown by the broker
 */
public record BrokerSettings(String process, URI url, String user, String password) {
  @Override
  public String toString() {
    return "%s as %s".formatted(url, user);
  }
}
