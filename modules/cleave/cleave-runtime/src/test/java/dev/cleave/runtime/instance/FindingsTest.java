package dev.cleave.runtime.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cleave.runtime.config.ConfigKey;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindingsTest {
  private static final Sought SOUGHT =
      new Sought(URI.create("etcd://localhost:2379"), "shipping", "rest");
  private static final AllowedHosts DEFAULT =
      new AllowedHosts(List.of(ConfigKey.DISCOVERY_HOSTS.defaultValue().split(", ")));

  private static Findings check(List<FoundInstance> found) {
    return Findings.of(SOUGHT, found, DEFAULT);
  }

  private static FoundInstance found(String url) {
    return new FoundInstance(url, 1);
  }

  @Test
  void what_is_right_is_taken() {
    Findings findings = check(List.of(found("http://localhost:9186"), found("http://[::1]:9206")));
    assertThat(findings.instances()).hasSize(2);
    assertThat(findings.problem()).isEmpty();
  }

  static Stream<List<FoundInstance>> lies() {
    return Stream.of(
        List.of(),
        List.of(found("http://localhost:9186"), found("http://localhost:9186")),
        List.of(found("http://localhost:9186"), found("nonsense")),
        List.of(found("http://localhost:0")),
        List.of(found("http://localhost:70000")),
        List.of(found("ftp://localhost:21")),
        List.of(found("http://user:password@localhost:9186")),
        List.of(found("http://local host:9186")),
        Collections.singletonList(found(null)),
        List.of(new FoundInstance("http://localhost:9186", -5)),
        IntStream.range(0, 10_000).mapToObj(i -> found("http://127.0.0.1:" + (1 + i))).toList());
  }

  @ParameterizedTest
  @MethodSource("lies")
  void nonsense_is_refused_as_a_whole(List<FoundInstance> lie) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check(lie))
        .withMessageContaining("etcd://localhost:2379")
        .withMessageContaining("shipping");
  }

  @Test
  void a_host_that_is_not_allowed_is_left_out_and_told() {
    Findings findings =
        check(List.of(found("http://localhost:9186"), found("http://evil.example:9186")));
    assertThat(findings.instances()).hasSize(1);
    assertThat(findings.problem().orElseThrow())
        .contains("evil.example")
        .contains("cleave.discovery.hosts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]"})
  void this_machine_is_allowed(String host) {
    assertThat(DEFAULT.allow(host)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "127.*, 127.evil.example, false",
    "127.*, 128.0.0.1, false",
    "10.1.*, 10.1.2.3, true",
    "10.1.*, 10.11.2.3, false",
    "*.shop.internal, a.shop.internal, true",
    "*.shop.internal, shop.internal, false",
    "*.shop.internal, evilshop.internal, false",
    "shop.internal, shop.internal., true",
    "*, anything.at.all, true"
  })
  void patterns_mean_what_they_say(String pattern, String host, boolean allowed) {
    assertThat(new AllowedHosts(List.of(pattern)).allow(host)).isEqualTo(allowed);
  }
}
