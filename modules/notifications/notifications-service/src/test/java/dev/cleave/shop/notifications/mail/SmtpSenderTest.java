package dev.cleave.shop.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.cleave.shop.notifications.domain.Letter;
import dev.cleave.shop.notifications.domain.Sending;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpSenderTest {
  private static final UUID ID = UUID.fromString("6f1c0a52-6a3f-4f3e-9d55-0d6a4c1f7b10");
  private static final Instant NOON = Instant.parse("2026-05-06T12:00:00Z");

  private GreenMail server = new GreenMail(new ServerSetup(0, "localhost", "smtp"));
  private SmtpSender sender;

  @BeforeEach
  void startServer() {
    server.start();
    sender = sender(server.getSmtp().getPort(), Duration.ofSeconds(10));
  }

  @AfterEach
  void stopServer() {
    sender.rest();
    server.stop();
  }

  @Test
  void a_message_arrives_as_it_was_written() throws Exception {
    assertThat(sender.send(letter("ann@example.org"))).isEqualTo(new Sending.Done());

    MimeMessage mail = received();
    assertThat(mail.getFrom()).containsExactly(new InternetAddress("shop@example.org"));
    assertThat(mail.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("Ann <ann@example.org>");
    assertThat(mail.getSubject()).isEqualTo("Your order");
    assertThat(text(mail)).isEqualTo("Dear Ann,\n\nit is paid.\n.\nYours\n");
    assertThat(mail.getSentDate()).isEqualTo(Date.from(NOON));
    assertThat(mail.getMessageID()).isEqualTo("<" + ID + "@example.org>");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zoë 李 🦊 O'Hara",
        "Größe: 100 % — „gut“",
        "ΩΩΩΩΩΩΩΩ ΩΩΩΩΩΩΩΩ ΩΩΩΩΩΩΩΩ ΩΩΩΩΩΩΩΩ ΩΩΩΩΩΩΩΩ ΩΩΩΩΩΩΩΩ ΩΩΩΩΩΩΩΩ ΩΩΩΩΩΩΩΩ ΩΩΩΩΩΩΩΩ ΩΩΩΩΩΩΩΩ"
      })
  void whatever_letters_a_name_and_a_subject_have(String words) throws Exception {
    Letter letter =
        new Letter(ID, "zoe@example.org", Optional.of(words), words, words + "\n", NOON);
    assertThat(sender.send(letter)).isEqualTo(new Sending.Done());

    MimeMessage mail = received();
    assertThat(((InternetAddress) mail.getAllRecipients()[0]).getPersonal()).isEqualTo(words);
    assertThat(mail.getSubject()).isEqualTo(words);
    assertThat(text(mail)).isEqualTo(words + "\n");
  }

  @Test
  void several_messages_share_a_connection() throws Exception {
    try (ScriptedServer scripted = new ScriptedServer(Map.of())) {
      SmtpSender scriptedSender = sender(scripted.port(), Duration.ofSeconds(10));
      for (int i = 0; i < 3; i++) {
        assertThat(scriptedSender.send(letter("ann@example.org"))).isEqualTo(new Sending.Done());
      }
      scriptedSender.rest();

      assertThat(scripted.commands()).filteredOn(line -> line.startsWith("EHLO")).hasSize(1);
      assertThat(scripted.commands()).filteredOn(line -> line.startsWith("RCPT")).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann@example.org\r\nBcc: eve@example.org",
        "ann@example.org\nRCPT TO:<eve@example.org>",
        "ann@example.org, eve@example.org",
        "friends: ann@example.org, eve@example.org;",
        "Ann <ann@example.org>",
        "<ann@example.org>",
        "ann@example.org>",
        "ann example.org",
        "ann",
        "@",
        ""
      })
  void what_is_not_one_address_is_refused(String address) {
    assertThat(sender.send(letter(address))).isInstanceOf(Sending.Refused.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 no such user, Refused",
    "RCPT, 450 try later, TryAgain",
    "RCPT, 421 closing, Unavailable",
    "MAIL, 553 who are you, Unavailable",
    "MAIL, 451 not now, TryAgain",
    "DATA, 554 no, Refused",
    "END, 552 too big, Refused",
    "END, 452 disk full, TryAgain",
    "END, 421 closing, Unavailable",
    "GREETING, 554 go away, Unavailable"
  })
  void a_refusal_is_final_if_the_server_says_so_of_the_message(
      String command, String answer, String outcome) throws Exception {
    try (ScriptedServer refusing = new ScriptedServer(Map.of(command, answer))) {
      Sending sending =
          sender(refusing.port(), Duration.ofSeconds(10)).send(letter("ann@example.org"));

      assertThat(sending.getClass().getSimpleName()).as(sending.toString()).isEqualTo(outcome);
      assertThat(sending.toString()).contains(answer.substring(0, 3));
    }
  }

  @Test
  void after_a_refused_recipient_the_next_message_goes_out_on_the_same_connection()
      throws Exception {
    try (ScriptedServer choosy =
        new ScriptedServer(Map.of("RCPT TO:<nobody", "550 no such user"))) {
      SmtpSender choosySender = sender(choosy.port(), Duration.ofSeconds(10));

      assertThat(choosySender.send(letter("nobody@example.org")))
          .isInstanceOf(Sending.Refused.class);
      assertThat(choosySender.send(letter("ann@example.org"))).isEqualTo(new Sending.Done());
      assertThat(choosy.commands()).filteredOn(line -> line.startsWith("EHLO")).hasSize(1);
    }
  }

  @Test
  void a_server_that_is_gone_costs_nothing_and_is_used_again_when_it_is_back() {
    assertThat(sender.send(letter("ann@example.org"))).isEqualTo(new Sending.Done());
    int port = server.getSmtp().getPort();
    server.stop();

    assertThat(sender.send(letter("ann@example.org")))
        .isInstanceOfSatisfying(
            Sending.Unavailable.class, gone -> assertThat(gone.cause()).contains(":" + port));
    server = new GreenMail(new ServerSetup(port, "localhost", "smtp"));
    server.start();
    assertThat(sender.send(letter("ann@example.org"))).isEqualTo(new Sending.Done());
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void a_message_that_a_slow_server_took_after_all_comes_again_under_its_own_id() throws Exception {
    CountDownLatch patience = new CountDownLatch(1);
    server
        .getUserManager()
        .setMessageDeliveryHandler(
            (message, address) -> {
              await(patience);
              return server.getUserManager().getUserByEmail(address.getEmail());
            });
    server.setUser("ann@example.org", "ann@example.org", "secret");
    SmtpSender hasty = sender(server.getSmtp().getPort(), Duration.ofSeconds(2));

    assertThat(hasty.send(letter("ann@example.org"))).isInstanceOf(Sending.TryAgain.class);
    patience.countDown();
    SmtpSender patient = sender(server.getSmtp().getPort(), Duration.ofSeconds(20));
    assertThat(patient.send(letter("ann@example.org"))).isEqualTo(new Sending.Done());
    assertThat(server.waitForIncomingEmail(10_000, 2)).isTrue();
    for (MimeMessage mail : server.getReceivedMessages()) {
      assertThat(mail.getMessageID()).isEqualTo("<" + ID + "@example.org>");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GREETING, Unavailable",
    "EHLO, Unavailable",
    "MAIL, TryAgain",
    "RCPT, TryAgain",
    "DATA, TryAgain",
    "END, TryAgain"
  })
  void a_server_that_falls_silent_is_not_waited_for(String command, String outcome)
      throws Exception {
    try (ScriptedServer silent = new ScriptedServer(Map.of(command, ScriptedServer.SILENCE))) {
      long begin = System.nanoTime();
      Sending sending =
          sender(silent.port(), Duration.ofSeconds(1)).send(letter("ann@example.org"));

      assertThat(sending.getClass().getSimpleName()).as(sending.toString()).isEqualTo(outcome);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    }
  }

  @Test
  void a_login_is_shown_where_it_is_asked_for() {
    server.setUser("shop@example.org", "shop", "right");
    server.getUserManager().setAuthRequired(true);

    assertThat(
            withLogin("right", MailSettings.Security.OPPORTUNISTIC).send(letter("a@example.org")))
        .isEqualTo(new Sending.Done());
    assertThat(
            withLogin("wrong", MailSettings.Security.OPPORTUNISTIC).send(letter("a@example.org")))
        .isInstanceOfSatisfying(
            Sending.Unavailable.class,
            refused ->
                assertThat(refused.cause()).contains("shop.mail.user").doesNotContain("wrong"));
  }

  @Test
  void a_password_does_not_travel_in_the_clear_where_encryption_is_demanded() throws Exception {
    try (ScriptedServer plain = new ScriptedServer(Map.of())) {
      SmtpSender strict =
          new SmtpSender(
              new MailSettings(
                  "localhost",
                  plain.port(),
                  "shop@example.org",
                  Optional.of(new MailSettings.Login("shop", "right")),
                  MailSettings.Security.STARTTLS,
                  Duration.ofSeconds(10)));

      assertThat(strict.send(letter("ann@example.org"))).isInstanceOf(Sending.Unavailable.class);
      assertThat(plain.commands()).noneMatch(line -> line.startsWith("AUTH"));
    }
  }

  private SmtpSender withLogin(String password, MailSettings.Security security) {
    return new SmtpSender(
        new MailSettings(
            "localhost",
            server.getSmtp().getPort(),
            "shop@example.org",
            Optional.of(new MailSettings.Login("shop", password)),
            security,
            Duration.ofSeconds(10)));
  }

  private static SmtpSender sender(int port, Duration timeout) {
    return new SmtpSender(
        new MailSettings(
            "localhost",
            port,
            "shop@example.org",
            Optional.empty(),
            MailSettings.Security.OPPORTUNISTIC,
            timeout));
  }

  private static Letter letter(String address) {
    return new Letter(
        ID,
        address,
        Optional.of("Ann"),
        "Your order",
        "Dear Ann,\n\nit is paid.\n.\nYours\n",
        NOON);
  }

  private MimeMessage received() {
    assertThat(server.getReceivedMessages()).hasSize(1);
    return server.getReceivedMessages()[0];
  }

  private static String text(Message mail) throws Exception {
    // Of a plain text the server under test drops the last line break.
    return mail.getContent().toString().replace("\r\n", "\n").stripTrailing() + "\n";
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
