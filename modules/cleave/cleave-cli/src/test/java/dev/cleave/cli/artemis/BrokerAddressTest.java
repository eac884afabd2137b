package dev.cleave.cli.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.CommandFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"tcp://broker:61616", "tcp://broker:61616?sslEnabled=true"})
  void a_url_is_taken_as_it_is(String url) {
    assertThat(BrokerAddress.external(url, "shop", "secret").url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"broker:61616", "tcp://broker", "tcp://broker:99999", "NONE", "amqp://b:1"})
  void anything_else_is_refused_with_what_would_do(String url) {
    assertThatThrownBy(() -> BrokerAddress.external(url, "shop", "secret"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage(
            "broker.url is \"%s\"; it must be tcp://host:port, none, or empty for the embedded broker",
            url);
  }

  @Test
  void the_password_is_not_shown() {
    assertThat(BrokerAddress.embedded(9616, "secret").toString()).isEqualTo("tcp://localhost:9616");
  }
}
