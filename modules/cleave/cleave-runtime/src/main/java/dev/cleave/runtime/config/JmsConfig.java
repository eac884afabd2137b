package dev.cleave.runtime.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * The message broker, and what this process takes from it: {@code cleave.jms.*}. Every getter reads
 * anew, and throws {@link IllegalArgumentException}, naming the key, for a value that cannot be.
 */
public final class JmsConfig {
  private final Values values;

  JmsConfig(Values values) {
    this.values = values;
  }

  /** The broker, a URL with a host; empty if there is none. */
  public Optional<URI> url() {
    return values.value(ConfigKey.JMS_URL).map(JmsConfig::url);
  }

  private static URI url(String text) {
    try {
      URI uri = new URI(text.trim());
      if (uri.getScheme() != null && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // falls through to the message
    }
    throw new IllegalArgumentException(
        "cleave.jms.url = \"%s\" is no URL of a broker: write one such as tcp://localhost:9616."
            .formatted(text));
  }

  /** Whether there is a broker, as far as the configuration is right; never throws. */
  public boolean hasBroker() {
    try {
      return url().isPresent();
    } catch (IllegalArgumentException e) {
      return false; // reported by problems()
    }
  }

  /** The name under which the broker knows this process. */
  public Optional<String> user() {
    return values.value(ConfigKey.JMS_USER);
  }

  /** The password that goes with the name. */
  public Optional<String> password() {
    return values.value(ConfigKey.JMS_PASSWORD);
  }

  /** How many requests to one module, from 1 to 1000, this process takes at once. */
  public int parallel() {
    return values.count(ConfigKey.JMS_PARALLEL, 1, 1000);
  }

  List<String> problems() {
    return Values.problems(this::url, this::parallel);
  }
}
