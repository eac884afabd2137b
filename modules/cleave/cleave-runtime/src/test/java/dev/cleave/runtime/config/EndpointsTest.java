package dev.cleave.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {
  @ParameterizedTest
  @CsvSource({
    "localhost, localhost",
    "10.1.0.7, 10.1.0.7",
    "::1, [::1]",
    "[::1], [::1]",
    "fe80::1, [fe80::1]"
  })
  void an_address_of_ipv6_stands_in_brackets(String host, String inUrl) {
    assertThat(Endpoints.host(host)).isEqualTo(inUrl);
    assertThat(Endpoints.url("http://" + Endpoints.host(host) + ":9180")).isPresent();
  }
}
