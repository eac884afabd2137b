package dev.cleave.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;

class DnsTest {
  private static final Name SERVICE = Name.fromConstantString("_sums._tcp.shop.internal.");
  private static final Name HOST = Name.fromConstantString("sums.shop.internal.");

  private final DnsServer server = new DnsServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private static Record service(int priority, int weight, int port) {
    return new SRVRecord(
        SERVICE, DClass.IN, 0, priority, weight, port, Name.fromConstantString("localhost."));
  }

  private CallingProcess caller(String name) {
    return new CallingProcess(URI.create(server.uri() + "/" + name));
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(condition);
  }

  @Test
  void srv_records_of_the_first_priority_are_instances_with_weights() {
    server.has(List.of(service(1, 5, 9103), service(1, 0, 9104), service(2, 1, 9105)));
    try (CallingProcess caller = caller("_sums._tcp.shop.internal")) {
      await(() -> caller.known().equals(List.of("http://localhost:9103", "http://localhost:9104")));
      assertThat(caller.weight("http://localhost:9103")).isEqualTo(5);
      assertThat(caller.weight("http://localhost:9104")).isEqualTo(1);
      server.has(List.of(service(1, 5, 9104)));
      await(() -> caller.known().equals(List.of("http://localhost:9104")));
    }
  }

  @Test
  void addresses_of_a_name_are_instances_at_its_port() throws Exception {
    server.has(
        List.of(
            new ARecord(HOST, DClass.IN, 0, InetAddress.getByName("127.0.0.1")),
            new ARecord(HOST, DClass.IN, 0, InetAddress.getByName("127.0.0.2")),
            new AAAARecord(HOST, DClass.IN, 0, InetAddress.getByName("::1"))));
    try (CallingProcess caller = caller("sums.shop.internal:9103")) {
      await(
          () ->
              caller.known().size() == 2
                  || caller.known().size() == 3
                  || caller.problem().isPresent());
      assertThat(caller.known()).contains("http://127.0.0.1:9103", "http://127.0.0.2:9103");
    }
  }

  @Test
  void a_server_that_is_gone_lies_or_is_back() throws Exception {
    server.has(List.of(service(1, 1, 9103)));
    try (CallingProcess caller = caller("_sums._tcp.shop.internal")) {
      List<String> good = List.of("http://localhost:9103");
      await(() -> caller.known().equals(good));

      server.has(List.of());
      await(() -> caller.problem().filter(p -> p.contains("names no instance")).isPresent());
      server.has(List.of(service(1, 1, 0)));
      await(() -> caller.problem().filter(p -> p.contains("no URL")).isPresent());
      server.has(
          List.of(
              new SRVRecord(
                  SERVICE, DClass.IN, 0, 1, 1, 9103, Name.fromConstantString("evil.example."))));
      await(() -> caller.problem().filter(p -> p.contains("cleave.discovery.hosts")).isPresent());
      server.stop();
      await(() -> caller.problem().filter(p -> p.contains("cannot be asked")).isPresent());
      assertThat(caller.known()).isEqualTo(good);
      assertThat(caller.call()).isEqualTo(good.get(0));

      server.has(List.of(service(1, 1, 9104)));
      server.start();
      await(
          () ->
              caller.known().equals(List.of("http://localhost:9104"))
                  && caller.problem().isEmpty());
    }
  }

  @Test
  void nobody_registers_in_dns() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DiscoveryEngines().announcer(server.uri()))
        .withMessageContaining("Nobody can register in dns:");
  }
}
