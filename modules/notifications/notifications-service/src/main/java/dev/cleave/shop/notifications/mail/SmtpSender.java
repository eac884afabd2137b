package dev.cleave.shop.notifications.mail;

import dev.cleave.shop.notifications.domain.Letter;
import dev.cleave.shop.notifications.domain.MessageSender;
import dev.cleave.shop.notifications.domain.Sending;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSSLTransport;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Sends by SMTP. The connection stays open from one message to the next, until it rests. */
final class SmtpSender implements MessageSender {
  private final MailSettings settings;
  private final Session session;
  private SMTPTransport connection;

  SmtpSender(MailSettings settings) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings));
  }

  private static Properties properties(MailSettings settings) {
    boolean isTls = settings.security() == MailSettings.Security.TLS;
    String prefix = isTls ? "mail.smtps." : "mail.smtp.";
    String millis = Long.toString(settings.timeout().toMillis());
    Properties properties = new Properties();
    properties.put(prefix + "connectiontimeout", millis);
    properties.put(prefix + "timeout", millis);
    properties.put(prefix + "writetimeout", millis);
    properties.put(prefix + "auth", Boolean.toString(settings.login().isPresent()));
    properties.put(prefix + "ssl.checkserveridentity", "true");
    properties.put(prefix + "starttls.enable", Boolean.toString(!isTls));
    properties.put(
        prefix + "starttls.required",
        Boolean.toString(settings.security() == MailSettings.Security.STARTTLS));
    // The answer to QUIT is of no interest.
    properties.put(prefix + "quitwait", "false");
    return properties;
  }

  @Override
  public boolean isSending() {
    return true;
  }

  @Override
  public Sending send(Letter letter) {
    InternetAddress recipient;
    MailMessage message;
    try {
      recipient = recipient(letter);
      message = new MailMessage(session, new InternetAddress(settings.from()), recipient, letter);
    } catch (MessagingException e) {
      return new Sending.Refused("the message cannot be written: " + e.getMessage());
    }
    try {
      connect();
    } catch (MessagingException e) {
      rest();
      return new Sending.Unavailable(unavailable(e));
    }
    try {
      connection.sendMessage(message, new Address[] {recipient});
      return new Sending.Done();
    } catch (MessagingException e) {
      Sending outcome = SmtpFailures.judge(e);
      if (!(outcome instanceof Sending.Refused)) {
        rest();
      }
      return outcome;
    }
  }

  @Override
  public void rest() {
    if (connection != null) {
      try {
        connection.close();
      } catch (MessagingException e) {
        // It is closed all the same; what was sent was acknowledged before.
      }
      connection = null;
    }
  }

  private void connect() throws MessagingException {
    if (connection != null && connection.isConnected()) {
      return;
    }
    connection =
        settings.security() == MailSettings.Security.TLS
            ? new SMTPSSLTransport(session, null)
            : new SMTPTransport(session, null);
    connection.connect(
        settings.host(),
        settings.port(),
        settings.login().map(MailSettings.Login::user).orElse(null),
        settings.login().map(MailSettings.Login::password).orElse(null));
  }

  private String unavailable(MessagingException e) {
    return e instanceof AuthenticationFailedException
        ? "mail server %s:%d refuses the login of shop.mail.user"
            .formatted(settings.host(), settings.port())
        : "mail server %s:%d cannot be used: %s"
            .formatted(settings.host(), settings.port(), e.getMessage());
  }

  /** Parsed strictly: an address is one address, not a list and not a header. */
  private static InternetAddress recipient(Letter letter) throws AddressException {
    InternetAddress address = new InternetAddress(letter.address(), true);
    if (address.isGroup() || !letter.address().equals(address.getAddress())) {
      throw new AddressException("not a single address");
    }
    try {
      address.setPersonal(letter.name().orElse(null), "UTF-8");
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
    return address;
  }
}
