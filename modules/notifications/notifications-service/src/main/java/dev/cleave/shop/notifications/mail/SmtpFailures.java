package dev.cleave.shop.notifications.mail;

import dev.cleave.shop.notifications.domain.Sending;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What a mail server's refusal means for the message (RFC 5321, 4.2.1): a code of 500 or more is
 * final, one of 400 or more is not. A refusal of the sender is the fault of the configuration and
 * not of the message.
 */
final class SmtpFailures {
  private static final int SHUTTING_DOWN = 421;
  private static final int FINAL = 500;

  private SmtpFailures() {}

  static Sending judge(MessagingException failure) {
    for (Exception e = failure; e instanceof MessagingException link; e = link.getNextException()) {
      if (link instanceof SMTPSenderFailedException sender) {
        return new Sending.Unavailable(
            "the mail server refuses shop.mail.from: " + sender.getMessage().strip());
      }
      if (link instanceof SMTPAddressFailedException address) {
        return judge(address.getReturnCode(), address);
      }
      if (link instanceof SMTPSendFailedException send && send.getReturnCode() > 0) {
        if (link.getNextException() instanceof SMTPAddressFailedException
            || link.getNextException() instanceof SMTPSenderFailedException) {
          continue;
        }
        return judge(send.getReturnCode(), send);
      }
    }
    return new Sending.TryAgain("sending failed: " + failure.getMessage());
  }

  private static Sending judge(int code, MessagingException refusal) {
    String cause = "the mail server refuses: " + refusal.getMessage().strip();
    if (code == SHUTTING_DOWN) {
      return new Sending.Unavailable(cause);
    }
    return code >= FINAL ? new Sending.Refused(cause) : new Sending.TryAgain(cause);
  }
}
