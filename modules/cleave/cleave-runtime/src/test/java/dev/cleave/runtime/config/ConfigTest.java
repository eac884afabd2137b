package dev.cleave.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  private static final Set<String> MODULES = Set.of("accounts", "inventory");
  private static final Pattern PARSED =
      Pattern.compile("duration|number|port|bytes|URL|engines|true|refuse");

  private static List<String> problems(String key, String value) {
    return CleaveConfig.of(Map.of(key, value)).problems(MODULES);
  }

  @ParameterizedTest
  @CsvSource({
    "cleave.timeot, cleave.timeout",
    "cleave.routes.accounts, cleave.route.<module>",
    "cleave.internal.prot, cleave.internal.port",
    "cleave.max-body, cleave.max-body-size",
    "cleave.events.atempts, cleave.events.attempts",
    "cleave.event.timeout, cleave.events.timeout",
    "cleave.sagas.leese, cleave.sagas.lease",
    "cleave.sagas.compensation-attempt, cleave.sagas.compensation-attempts"
  })
  void an_unknown_key_is_reported_with_the_nearest_known_one(String key, String nearest) {
    assertThat(problems(key, "x"))
        .containsExactly(
            "Unknown configuration key \"%s\": did you mean \"%s\"?".formatted(key, nearest));
  }

  @Test
  void an_unknown_module_is_reported_with_the_nearest_known_one() {
    assertThat(problems("cleave.route.acounts", "rest"))
        .containsExactly(
            "\"cleave.route.acounts\" names the unknown module \"acounts\"; the modules here are"
                + " accounts, inventory (did you mean \"accounts\"?).");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "5 s", "-1s", "1.5s", "0s", "soon", "9999999999s"})
  void a_duration_needs_a_number_and_a_unit(String text) {
    assertThat(problems("cleave.timeout", text))
        .hasSize(1)
        .first()
        .asString()
        .contains("cleave.timeout");
  }

  @ParameterizedTest
  @CsvSource({
    "cleave.sagas.at-once, -1, from 0 to 1000",
    "cleave.sagas.at-once, many, from 0 to 1000",
    "cleave.sagas.compensation-attempts, 0, from 1 to 1000",
    "cleave.sagas.lease, 10, is no duration",
    "cleave.sagas.poll, soon, is no duration",
    "cleave.sagas.first-delay, 1, is no duration",
    "cleave.sagas.longest-delay, 1, is no duration",
    "cleave.sagas.retention, 30, is no duration"
  })
  void settings_of_sagas_that_cannot_work_are_told(String key, String value, String told) {
    assertThat(problems(key, value)).hasSize(1).first().asString().contains(key, told);
  }

  @ParameterizedTest
  @CsvSource({
    "cleave.events.parallel, 9",
    "cleave.events.parallel, 0",
    "cleave.events.attempts, 0",
    "cleave.events.attempts, often",
    "cleave.events.lease, 8",
    "cleave.events.log-retention, forever"
  })
  void a_value_of_events_that_cannot_be_is_reported(String key, String value) {
    assertThat(problems(key, value)).hasSize(1).first().asString().contains(key, value);
  }

  /** Whatever is parsed when it is read; each family of keys has to tell of all of its own. */
  private static Stream<Arguments> keysThatAreParsed() {
    return Stream.of(ConfigKey.values())
        .filter(key -> !key.key().endsWith("."))
        .filter(key -> PARSED.matcher(key.type()).lookingAt())
        .flatMap(
            key -> Stream.of("§:1", "§", "no/where").map(value -> Arguments.of(key.key(), value)));
  }

  @ParameterizedTest
  @MethodSource("keysThatAreParsed")
  void a_value_that_does_not_parse_is_told_for_every_key(String key, String value) {
    assertThat(problems(key, value)).hasSize(1).first().asString().contains(key, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cleave.record | yes | cleave.record = \"yes\": write true or false.",
        "cleave.standby.accounts | yes | cleave.standby.accounts = \"yes\": write true or false.",
        "cleave.command-in-transaction | no | cleave.command-in-transaction = \"no\": write refuse or"
            + " warn.",
        "cleave.grpc.port | 0 | cleave.grpc.port = \"0\": write a number from 1 to 65535.",
        "cleave.jms.url | tcp:x | cleave.jms.url = \"tcp:x\" is no URL of a broker: write one such as"
            + " tcp://localhost:9616."
      })
  void a_problem_says_what_to_write(String key, String value, String told) {
    assertThat(problems(key, value)).containsExactly(told);
  }

  @Test
  void events_are_kept_for_good_unless_a_time_is_given() {
    assertThat(CleaveConfig.of(Map.of()).events().logRetention()).isEmpty();
    assertThat(CleaveConfig.of(Map.of("cleave.events.log-retention", "0")).events().logRetention())
        .isEmpty();
    assertThat(
            CleaveConfig.of(Map.of("cleave.events.log-retention", "365d")).events().logRetention())
        .contains(Duration.ofDays(365));
  }

  @Test
  void durations_have_the_units_people_write() {
    assertThat(Durations.parse("k", "500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(Durations.parse("k", "2s")).isEqualTo(Duration.ofSeconds(2));
    assertThat(Durations.parse("k", "30d")).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void good_keys_have_no_problems() {
    assertThat(
            CleaveConfig.of(
                    Map.of(
                        "cleave.route.accounts", "rest",
                        "cleave.endpoint.accounts.rest", "http://localhost:9181",
                        "cleave.timeout", "5s",
                        "db.host", "elsewhere"))
                .problems(MODULES))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:9181", "ftp://x", "http://", "http//localhost", "::"})
  void an_endpoint_must_be_a_url(String text) {
    CleaveConfig config = CleaveConfig.of(Map.of("cleave.endpoint.accounts.rest", text));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.restEndpoint("accounts"))
        .withMessageContaining("http://localhost:9181");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://a:1 | http://a:1",
        "http://a:1;weight=3 | http://a:1",
        "http://a:1 , http://b:2 ; weight = 3 | http://a:1, http://b:2;weight=3",
        "etcd://localhost:2379 | etcd://localhost:2379",
        "zookeeper://a:2181,b:2181/shop | zookeeper://a:2181,b:2181/shop",
        "dns://localhost:53/_shipping._tcp.shop | dns://localhost:53/_shipping._tcp.shop",
        "dns:///shipping.shop:9186 | dns:///shipping.shop:9186",
        "stork:shipping | stork:shipping"
      })
  void an_endpoint_is_one_url_or_several_or_an_engine(String text, String form) {
    CleaveConfig config = CleaveConfig.of(Map.of("cleave.endpoint.accounts.rest", text));
    assertThat(Endpoints.text(config.restEndpoint("accounts").orElseThrow())).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a:1,",
        "http://a:1,http://a:1",
        "http://a:1;weight=0",
        "http://a:1;weight=1001",
        "http://a:1;load=2",
        "http://a:0, http://b:2",
        "http://a:1 http://b:2",
        "etcd://",
        "etc://localhost:1",
        "dns://localhost:53",
        "stork:",
        "http://a:1, etcd://b:2"
      })
  void an_endpoint_that_is_none_of_these_is_refused(String text) {
    CleaveConfig config = CleaveConfig.of(Map.of("cleave.endpoint.accounts.rest", text));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.restEndpoint("accounts"))
        .withMessageContaining("cleave.endpoint.accounts.rest");
  }

  @Test
  void a_replaced_file_is_seen_and_a_missing_one_leaves_the_last_values(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("cleave.properties");
    Files.writeString(file, "cleave.route.accounts=local\n");
    FileConfigSource source = new FileConfigSource(file);
    assertThat(source.getValue("cleave.route.accounts")).isEqualTo("local");

    replace(file, "cleave.route.accounts=rest\n");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> "rest".equals(source.getValue("cleave.route.accounts")));

    Files.delete(file);
    Awaitility.await()
        .during(Duration.ofMillis(250))
        .atMost(Duration.ofSeconds(20))
        .until(() -> "rest".equals(source.getValue("cleave.route.accounts")));

    replace(file, "cleave.route.accounts=local\n");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> "local".equals(source.getValue("cleave.route.accounts")));
  }

  private static void replace(Path file, String text) throws IOException {
    Path next = Files.writeString(file.resolveSibling("next"), text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
