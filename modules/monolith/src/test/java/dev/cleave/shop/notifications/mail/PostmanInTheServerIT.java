package dev.cleave.shop.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.notifications.MessageState;
import dev.cleave.shop.notifications.Notifications;
import dev.cleave.shop.notifications.application.PostOffice;
import dev.cleave.shop.notifications.application.Postman;
import dev.cleave.shop.notifications.domain.Messages;
import dev.cleave.shop.notifications.domain.Note;
import dev.cleave.shop.notifications.domain.Recipients;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** The server under test has no mail server configured, so that the postman is sent by hand. */
@ArquillianTest
class PostmanInTheServerIT {
  private static final String LETTERS = "Zoë 李 🦊";

  /** Nobody's id, high enough that accounts never gives it. */
  private final UserId customer =
      new UserId(ThreadLocalRandom.current().nextInt(1_000_000_000, Integer.MAX_VALUE));

  private final UUID id = UUID.randomUUID();

  @Inject private PostOffice office;
  @Inject private Messages messages;
  @Inject private Recipients recipients;
  @Inject private Notifications notifications;
  @Inject private UserTransaction transaction;

  @Test
  void a_thread_that_the_server_does_not_know_sends_by_smtp_in_transactions_of_its_own()
      throws Exception {
    transaction.begin();
    recipients.add(customer, LETTERS, Optional.of("zoe@example.org"));
    messages.add(id, customer, "tested.event.v1", new Note(LETTERS, "It works.\n"), true);
    transaction.commit();

    try (MailServer server = new MailServer()) {
      assertThat(onAThreadOfItsOwn(new Postman(office, new SmtpSender(settings(server))))).isZero();

      assertThat(server.lines())
          .contains("RCPT TO:<zoe@example.org>", "Message-ID: <" + id + "@example.org>")
          .anyMatch(line -> line.startsWith("Subject: =?UTF-8?"));
    }
    assertThat(notifications.messages(customer, 1, 10).items())
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.state()).isEqualTo(MessageState.SENT);
              assertThat(message.sentTo()).contains("zoe@example.org");
            });
  }

  private static Duration onAThreadOfItsOwn(Postman postman) throws Exception {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ExecutorService executor =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task);
              thread.setContextClassLoader(loader);
              return thread;
            });
    try {
      return executor.submit(postman::round).get(60, TimeUnit.SECONDS);
    } finally {
      executor.shutdownNow();
    }
  }

  private static MailSettings settings(MailServer server) {
    return new MailSettings(
        "localhost",
        server.port(),
        "shop@example.org",
        Optional.empty(),
        MailSettings.Security.OPPORTUNISTIC,
        Duration.ofSeconds(10));
  }
}
