package dev.cleave.jms;

import dev.cleave.runtime.message.Message;
import dev.cleave.runtime.message.Messaging.Unprocessable;
import dev.cleave.runtime.message.Received;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;

/** Messages of the toolkit as JMS messages, and back. */
final class JmsMessages {
  /** What a command has that its sender may send once more. */
  private static final String KEY = "cleave_idempotency_key";

  private static final long LONGEST_BODY = 10L * 1024 * 1024;

  /** What Artemis translates to the content type of an AMQP message, and from it. */
  private static final String CONTENT_TYPE = "JMS_AMQP_ContentType";

  private JmsMessages() {}

  /**
   * A message with its media type is bytes, as any other client expects it; one without is text.
   */
  static jakarta.jms.Message write(Message message, Session session) throws JMSException {
    jakarta.jms.Message written;
    if (message.contentType() == null) {
      written = session.createTextMessage(message.body());
    } else {
      BytesMessage bytes = session.createBytesMessage();
      bytes.writeBytes(message.body().getBytes(StandardCharsets.UTF_8));
      bytes.setStringProperty(CONTENT_TYPE, message.contentType());
      written = bytes;
    }
    for (Map.Entry<String, Object> property : message.properties().entrySet()) {
      written.setObjectProperty(property.getKey(), property.getValue());
    }
    return written;
  }

  /**
   * Reads a message, whoever wrote it.
   *
   * @throws Unprocessable if its body is neither text nor bytes, or too long
   */
  static Received read(jakarta.jms.Message message) throws JMSException, Unprocessable {
    long expiration = message.getJMSExpiration();
    return new Received(
        body(message),
        id(message),
        expiration == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expiration)),
        message.getJMSReplyTo() != null);
  }

  static Message body(jakarta.jms.Message message) throws JMSException, Unprocessable {
    Map<String, Object> properties = properties(message);
    String contentType = message.getStringProperty(CONTENT_TYPE);
    return new Message(properties, contentType, text(message));
  }

  static Map<String, Object> properties(jakarta.jms.Message message) throws JMSException {
    Map<String, Object> properties = new HashMap<>();
    for (Object name : Collections.list(message.getPropertyNames())) {
      Object value = message.getObjectProperty((String) name);
      if (value != null && !((String) name).startsWith("JMS")) {
        properties.put((String) name, value);
      }
    }
    return properties;
  }

  /** Whether the message is too long to be read into memory. */
  static boolean isTooLong(jakarta.jms.Message message) {
    return message instanceof ActiveMQMessage known
        && known.getCoreMessage().getWholeMessageSize() > LONGEST_BODY;
  }

  private static String text(jakarta.jms.Message message) throws JMSException, Unprocessable {
    if (isTooLong(message)) {
      throw new Unprocessable(
          "It is longer than %d bytes; its body is not kept.".formatted(LONGEST_BODY));
    }
    if (message instanceof TextMessage text) {
      return text.getText() == null ? "" : text.getText();
    }
    if (message instanceof BytesMessage bytes) {
      byte[] content = new byte[(int) bytes.getBodyLength()];
      bytes.readBytes(content);
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      } catch (CharacterCodingException e) {
        throw new Unprocessable("Its body is no text in UTF-8.");
      }
    }
    if (message.getClass() == ActiveMQMessage.class) {
      return "";
    }
    throw new Unprocessable("Its body is neither text nor bytes.");
  }

  /** A command with a key is known by what its answer is correlated by; all else by its own id. */
  private static String id(jakarta.jms.Message message) throws JMSException {
    if (message.getJMSReplyTo() != null
        && message.getJMSCorrelationID() != null
        && message.propertyExists(KEY)) {
      return message.getJMSCorrelationID();
    }
    return message.getJMSMessageID() != null
        ? message.getJMSMessageID()
        : "broker-" + ((ActiveMQMessage) message).getCoreMessage().getMessageID();
  }
}
