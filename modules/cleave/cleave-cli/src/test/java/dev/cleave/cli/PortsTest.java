package dev.cleave.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  @TempDir private Path root;

  @Test
  void the_internal_port_is_a_hundred_above_the_public_one() throws IOException {
    Ports ports = ports(Map.of());

    assertThat(ports.http("monolith")).isEqualTo(9080);
    assertThat(ports.internal("monolith")).isEqualTo(9180);
    assertThat(ports.postgres()).isEqualTo(9432);
  }

  @Test
  void an_offset_moves_every_port_that_is_not_set_by_itself() throws IOException {
    Ports ports = ports(Map.of("port.offset", "1000", "port.monolith.internal", "7777"));

    assertThat(ports.http("monolith")).isEqualTo(10080);
    assertThat(ports.internal("monolith")).isEqualTo(7777);
    assertThat(ports.postgres()).isEqualTo(10432);
  }

  @Test
  void processes_of_one_module_have_ports_that_follow_from_the_first_ones() throws IOException {
    Ports ports = ports(Map.of("port.accounts-2.grpc", "7777"));

    assertThat(ports.http("accounts")).isEqualTo(9081);
    assertThat(ports.http("accounts-next")).isEqualTo(9101);
    assertThat(ports.http("accounts-2")).isEqualTo(9121);
    assertThat(ports.internal("accounts-2")).isEqualTo(9221);
    assertThat(ports.http("accounts-4")).isEqualTo(9161);
    assertThat(ports.grpc("accounts")).isEqualTo(9281);
    assertThat(ports.grpc("accounts-2")).isEqualTo(7777);
    assertThat(ports.grpc("monolith")).isEqualTo(50051);
  }

  @Test
  void no_two_of_all_ports_of_the_repository_are_the_same() throws IOException {
    Path root = Path.of("../../..").toAbsolutePath().normalize();
    Ports all = Ports.of(root, Settings.read(root.resolve("none"), Map.of(), List.of()));
    Map<Integer, String> owners = new HashMap<>();
    for (String process : Ports.names(root)) {
      boolean isServer =
          !List.of("postgres", "artemis", "amqp").contains(process)
              && !process.startsWith("postgres-");
      Map<Integer, String> own = new HashMap<>();
      own.put(all.http(process), process);
      if (isServer) {
        own.put(all.internal(process), process + ".internal");
        own.put(all.grpc(process), process + ".grpc");
      }
      own.forEach((port, use) -> assertThat(owners.put(port, use)).as(use).isNull());
    }
  }

  @Test
  void a_process_without_a_port_is_refused_naming_the_file() throws IOException {
    Ports ports = ports(Map.of());

    assertThatThrownBy(() -> ports.http("payments"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("the process payments has no port in app-server-config/ports.properties");
  }

  @Test
  void a_taken_port_is_refused_saying_who_needs_it_and_what_to_do() throws IOException {
    int port;
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      port = other.getLocalPort();
      assertThatThrownBy(() -> Ports.requireFree(port, "the monolith", "monolith"))
          .isInstanceOf(CommandFailed.class)
          .hasMessage(
              "port %d is taken by another program, and the monolith needs it: stop that program, or choose another port with --port monolith=NUMBER"
                  .formatted(port));
    }
    assertThatCode(() -> Ports.requireFree(port, "the monolith", "monolith"))
        .doesNotThrowAnyException();
  }

  private Ports ports(Map<String, String> options) throws IOException {
    Path table = root.resolve("app-server-config/ports.properties");
    Files.createDirectories(table.getParent());
    Files.writeString(table, "postgres=9432\nmonolith=9080\naccounts=9081\n");
    Settings settings =
        Settings.read(root, Map.of(), List.of("postgres", "monolith")).with(new HashMap<>(options));
    return Ports.of(root, settings);
  }
}
