package dev.cleave.runtime.message;

import java.util.Map;
import java.util.Optional;

/**
 * What a broker carries.
 *
 * @param properties text or whole numbers, by names that are Java identifiers
 * @param contentType media type of the body; {@code null} for JSON text between processes of the
 *     toolkit
 * @param body text; empty for none
 */
public record Message(Map<String, Object> properties, String contentType, String body) {
  public Message {
    properties = Map.copyOf(properties);
  }

  public static Message of(Map<String, Object> properties, String body) {
    return new Message(properties, null, body);
  }

  /** A property as text, if the message has it. */
  public Optional<String> text(String property) {
    return Optional.ofNullable(properties.get(property)).map(Object::toString);
  }
}
