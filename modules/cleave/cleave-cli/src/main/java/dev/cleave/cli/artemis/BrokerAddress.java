package dev.cleave.cli.artemis;

import dev.cleave.cli.CommandFailed;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where processes find a message broker.
 *
 * @param url {@code tcp://host:port} of its Core protocol
 * @param user the account they have there
 * @param password of that account
 */
public record BrokerAddress(String url, String user, String password) {

  private static final Pattern URL = Pattern.compile("tcp://[^:/?#\\s]+:(\\d{1,5})(\\?\\S*)?");
  private static final int LAST_PORT = 65535;

  /**
   * A broker of the operator's own.
   *
   * @throws CommandFailed when {@code url} is none of a broker
   */
  public static BrokerAddress external(String url, String user, String password) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches() || Integer.parseInt(parts.group(1)) > LAST_PORT) {
      throw new CommandFailed(
          "broker.url is \"%s\"; it must be tcp://host:port, none, or empty for the embedded broker"
              .formatted(url));
    }
    return new BrokerAddress(url, user, password);
  }

  /** The embedded one, for the processes of this folder. */
  public static BrokerAddress embedded(int port, String password) {
    return new BrokerAddress("tcp://localhost:" + port, "cleave", password);
  }

  /** What a server is told of it, by the names of its configuration. */
  public Map<String, String> variables() {
    return Map.of("cleave.jms.url", url, "cleave.jms.user", user, "cleave.jms.password", password);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url;
  }
}
