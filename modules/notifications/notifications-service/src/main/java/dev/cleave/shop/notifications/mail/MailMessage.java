package dev.cleave.shop.notifications.mail;

import dev.cleave.shop.notifications.domain.Letter;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;

/**
 * A message as it travels. Its {@code Message-ID} is made of the message's own id, so that it is
 * the same however often it is sent (RFC 5322, 3.6.4): who gets it twice can tell.
 */
final class MailMessage extends MimeMessage {
  private final String messageId;

  MailMessage(Session session, InternetAddress from, InternetAddress to, Letter letter)
      throws MessagingException {
    super(session);
    String address = from.getAddress();
    messageId = "<%s@%s>".formatted(letter.id(), address.substring(address.indexOf('@') + 1));
    setFrom(from);
    setRecipient(Message.RecipientType.TO, to);
    setSubject(letter.subject(), "UTF-8");
    setText(letter.text(), "UTF-8");
    setSentDate(Date.from(letter.at()));
    // Out-of-office notes are not wanted (RFC 3834).
    setHeader("Auto-Submitted", "auto-generated");
    saveChanges();
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
