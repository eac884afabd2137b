package dev.cleave.shop.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cleave.shop.notifications.mail.MailSettings.Security;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailSettingsTest {
  private final Map<String, String> keys =
      new HashMap<>(
          Map.of("shop.mail.host", "mail.example.org", "shop.mail.from", "a@example.org"));

  @Test
  void without_a_host_nothing_is_sent() {
    keys.remove("shop.mail.host");
    assertThat(read()).isEmpty();
    keys.put("shop.mail.host", "  ");
    assertThat(read()).isEmpty();
  }

  @Test
  void host_and_sender_suffice() {
    MailSettings settings = read().orElseThrow();

    assertThat(settings.host()).isEqualTo("mail.example.org");
    assertThat(settings.port()).isEqualTo(25);
    assertThat(settings.from()).isEqualTo("a@example.org");
    assertThat(settings.login()).isEmpty();
    assertThat(settings.security()).isEqualTo(Security.OPPORTUNISTIC);
  }

  @Test
  void a_password_demands_encryption_and_is_not_shown() {
    keys.put("shop.mail.user", "shop");
    keys.put("shop.mail.password", "s3cret");
    MailSettings settings = read().orElseThrow();

    assertThat(settings.security()).isEqualTo(Security.STARTTLS);
    assertThat(settings.login().orElseThrow().password()).isEqualTo("s3cret");
    assertThat(settings.toString()).doesNotContain("s3cret");
  }

  @Test
  void encryption_from_the_start_has_a_port_of_its_own() {
    keys.put("shop.mail.security", "tls");

    assertThat(read().orElseThrow().port()).isEqualTo(465);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.mail.from, ''",
    "shop.mail.from, shop",
    "shop.mail.port, 0",
    "shop.mail.port, 65536",
    "shop.mail.port, smtp",
    "shop.mail.user, shop",
    "shop.mail.password, secret",
    "shop.mail.security, ssl"
  })
  void what_makes_no_sense_is_refused_with_its_key(String key, String value) {
    keys.put(key, value);

    assertThatIllegalArgumentException()
        .isThrownBy(this::read)
        .withMessageContaining(key)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
  }

  private Optional<MailSettings> read() {
    return MailSettings.of(key -> Optional.ofNullable(keys.get(key)));
  }
}
