package dev.cleave.broker;

import java.nio.file.Path;
import java.util.Map;

/**
 * What differs from machine to machine. It comes from the environment, which other accounts cannot
 * read, and not from the command line, which they can.
 *
 * @param host the address to listen on: {@code CLEAVE_ARTEMIS_HOST}, {@code localhost} if absent
 * @param port of the Core protocol: {@code CLEAVE_ARTEMIS_PORT}, 9616 if absent
 * @param amqpPort of AMQP 1.0: {@code CLEAVE_ARTEMIS_AMQP_PORT}, 9672 if absent
 * @param data the folder of everything that is kept: {@code CLEAVE_ARTEMIS_DATA}
 * @param password of the user {@code cleave}: {@code CLEAVE_ARTEMIS_PASSWORD}
 * @param outsidePassword of the user {@code outside}: {@code CLEAVE_ARTEMIS_OUTSIDE_PASSWORD}
 */
record BrokerOptions(
    String host, int port, int amqpPort, Path data, String password, String outsidePassword) {

  private static final String PREFIX = "CLEAVE_ARTEMIS_";

  static BrokerOptions from(Map<String, String> environment) throws BrokerFailed {
    return new BrokerOptions(
        environment.getOrDefault(PREFIX + "HOST", "localhost"),
        port(environment, "PORT", "9616"),
        port(environment, "AMQP_PORT", "9672"),
        Path.of(required(environment, "DATA")).toAbsolutePath(),
        required(environment, "PASSWORD"),
        required(environment, "OUTSIDE_PASSWORD"));
  }

  /** Makes the values known under the names by which {@code broker.xml} refers to them. */
  void publish() {
    System.setProperty("cleave.broker.host", host);
    System.setProperty("cleave.broker.port", Integer.toString(port));
    System.setProperty("cleave.broker.amqp-port", Integer.toString(amqpPort));
    System.setProperty("cleave.broker.data", data.toString());
  }

  /** Without the passwords. */
  @Override
  public String toString() {
    return "%s:%d (Core), %s:%d (AMQP), data in %s".formatted(host, port, host, amqpPort, data);
  }

  private static int port(Map<String, String> environment, String name, String otherwise)
      throws BrokerFailed {
    String value = environment.getOrDefault(PREFIX + name, otherwise);
    try {
      int port = Integer.parseInt(value);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException notOne) {
      // Told below, like a number that is too large.
    }
    throw new BrokerFailed(
        PREFIX + name + " is \"" + value + "\"; it must be a port from 1 to 65535");
  }

  private static String required(Map<String, String> environment, String name) throws BrokerFailed {
    String value = environment.getOrDefault(PREFIX + name, "");
    if (value.isEmpty()) {
      throw new BrokerFailed(PREFIX + name + " is not set in the environment");
    }
    return value;
  }
}
