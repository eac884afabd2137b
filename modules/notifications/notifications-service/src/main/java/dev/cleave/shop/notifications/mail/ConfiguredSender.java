package dev.cleave.shop.notifications.mail;

import dev.cleave.shop.notifications.domain.Letter;
import dev.cleave.shop.notifications.domain.MessageSender;
import dev.cleave.shop.notifications.domain.Sending;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** Sends by SMTP if {@code shop.mail.host} is set when the application starts, else not at all. */
@ApplicationScoped
public class ConfiguredSender implements MessageSender {
  private Optional<MailSettings> settings;
  private SmtpSender smtp;

  /** Refuses to start with settings that cannot work. */
  @PostConstruct
  void configure() {
    settings =
        MailSettings.of(key -> ConfigProvider.getConfig().getOptionalValue(key, String.class));
  }

  @Override
  public boolean isSending() {
    return settings.isPresent();
  }

  @Override
  public Sending send(Letter letter) {
    if (smtp == null) {
      smtp = new SmtpSender(settings.orElseThrow());
    }
    return smtp.send(letter);
  }

  @Override
  public void rest() {
    if (smtp != null) {
      smtp.rest();
    }
  }
}
