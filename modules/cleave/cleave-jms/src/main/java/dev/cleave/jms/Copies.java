package dev.cleave.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;

/** Copies of messages whatever is wrong with them; of a body that is no text or bytes, none. */
final class Copies {
  private Copies() {}

  static jakarta.jms.Message of(jakarta.jms.Message message, Session session) throws JMSException {
    jakarta.jms.Message copy = body(message, session);
    for (Map.Entry<String, Object> property : JmsMessages.properties(message).entrySet()) {
      if (!property.getKey().startsWith("_AMQ")) {
        // other clients' names need not be Java identifiers, which is all that JMS would take
        ((ActiveMQMessage) copy)
            .getCoreMessage()
            .putObjectProperty(property.getKey(), property.getValue());
      }
    }
    copy.setJMSCorrelationID(message.getJMSCorrelationID());
    return copy;
  }

  private static jakarta.jms.Message body(jakarta.jms.Message message, Session session)
      throws JMSException {
    if (JmsMessages.isTooLong(message)) {
      return session.createTextMessage("");
    }
    if (message instanceof TextMessage text) {
      return session.createTextMessage(text.getText());
    }
    BytesMessage copy = session.createBytesMessage();
    if (message instanceof BytesMessage bytes) {
      bytes.reset();
      byte[] buffer = new byte[64 * 1024];
      for (int read = bytes.readBytes(buffer); read > 0; read = bytes.readBytes(buffer)) {
        copy.writeBytes(buffer, 0, read);
      }
    }
    return copy;
  }
}
