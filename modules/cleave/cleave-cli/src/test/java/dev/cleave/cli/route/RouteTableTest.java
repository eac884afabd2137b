package dev.cleave.cli.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteTableTest {

  private static final List<String> MODULES = List.of("accounts", "inventory");
  private static final Map<String, Integer> PORTS = Map.of("monolith", 9180, "accounts", 9181);

  @TempDir private Path run;

  @Test
  void at_first_every_module_is_local_in_the_monolith() {
    RouteTable table = RouteTable.allIn("monolith", MODULES);

    assertThat(table.propertiesFor("monolith", PORTS::get, true))
        .containsEntry("cleave.route.accounts", "local")
        .containsEntry("cleave.route.inventory", "local");
  }

  @Test
  void a_module_that_has_moved_out_is_local_at_home_and_remote_everywhere_else() {
    RouteTable table =
        RouteTable.allIn("monolith", MODULES)
            .with("accounts", Placement.in("accounts", Binding.REST));

    assertThat(table.propertiesFor("accounts", PORTS::get, true))
        .containsEntry("cleave.route.accounts", "local")
        .containsEntry("cleave.route.inventory", "rest")
        .containsEntry("cleave.endpoint.inventory.rest", "http://localhost:9180");
    assertThat(table.propertiesFor("monolith", PORTS::get, true))
        .containsEntry("cleave.route.accounts", "rest")
        .containsEntry("cleave.endpoint.accounts.rest", "http://localhost:9181")
        .containsEntry("cleave.route.inventory", "local");
  }

  @Test
  void a_loopback_goes_out_of_the_home_through_its_own_internal_port() {
    RouteTable table =
        RouteTable.allIn("monolith", MODULES)
            .with("inventory", Placement.loopback("monolith", Binding.REST));

    assertThat(table.propertiesFor("monolith", PORTS::get, true))
        .containsEntry("cleave.route.inventory", "rest")
        .containsEntry("cleave.endpoint.inventory.rest", "http://localhost:9180");
  }

  @Test
  void over_the_broker_the_home_takes_requests_and_events_and_all_others_send_them() {
    RouteTable table =
        RouteTable.allIn("monolith", MODULES)
            .with("accounts", Placement.in("accounts", Binding.JMS));

    assertThat(table.propertiesFor("accounts", PORTS::get, true))
        .containsEntry("cleave.route.accounts", "local")
        .containsEntry("cleave.serve.accounts", "jms")
        .doesNotContainKey("cleave.listeners.accounts")
        .containsEntry("cleave.route.inventory", "rest")
        .containsEntry("cleave.listeners.inventory", "jms")
        .doesNotContainKey("cleave.serve.inventory");
    assertThat(table.propertiesFor("monolith", PORTS::get, true))
        .containsEntry("cleave.route.accounts", "jms")
        .containsEntry("cleave.listeners.accounts", "jms")
        .containsEntry("cleave.serve.inventory", "jms")
        .doesNotContainKey("cleave.listeners.inventory");
  }

  @Test
  void without_a_broker_or_another_process_nothing_goes_over_one() {
    RouteTable split =
        RouteTable.allIn("monolith", MODULES)
            .with("accounts", Placement.in("accounts", Binding.REST));

    assertThat(split.propertiesFor("monolith", PORTS::get, false).keySet())
        .noneMatch(key -> key.startsWith("cleave.serve.") || key.startsWith("cleave.listeners."));
    assertThat(
            RouteTable.allIn("monolith", MODULES)
                .propertiesFor("monolith", PORTS::get, true)
                .keySet())
        .noneMatch(key -> key.startsWith("cleave.serve.") || key.startsWith("cleave.listeners."));
  }

  @Test
  void a_second_process_beside_the_home_gets_the_share_or_the_copies_that_are_wished() {
    Map<String, Integer> ports =
        Map.of("monolith", 9180, "accounts", 9181, "accounts-next", 9201, "inventory", 9183);
    RouteTable compared =
        RouteTable.allIn("monolith", MODULES)
            .with(
                "accounts", Placement.in("monolith", Binding.REST).with(Trial.shadow("accounts")));
    assertThat(compared.propertiesFor("monolith", ports::get, true))
        .containsEntry("cleave.route.accounts", "local, shadow rest")
        .containsEntry("cleave.endpoint.accounts.rest", "http://localhost:9181")
        .containsEntry("cleave.serve.accounts", "jms");
    assertThat(compared.propertiesFor("accounts", ports::get, true))
        .containsEntry("cleave.route.accounts", "rest")
        .containsEntry("cleave.endpoint.accounts.rest", "http://localhost:9180")
        .containsEntry("cleave.listeners.accounts", "jms")
        .doesNotContainKey("cleave.serve.accounts");

    RouteTable rolled =
        RouteTable.allIn("monolith", MODULES)
            .with(
                "accounts",
                Placement.in("accounts", Binding.REST).with(Trial.share("accounts-next", 10)));
    assertThat(rolled.propertiesFor("monolith", ports::get, true))
        .containsEntry("cleave.route.accounts", "rest:90, rest.next:10")
        .containsEntry("cleave.endpoint.accounts.rest", "http://localhost:9181")
        .containsEntry("cleave.endpoint.accounts.rest.next", "http://localhost:9201");
    assertThat(rolled.propertiesFor("accounts", ports::get, true))
        .containsEntry("cleave.route.accounts", "local:90, rest:10")
        .containsEntry("cleave.endpoint.accounts.rest", "http://localhost:9201");
  }

  @Test
  void while_a_module_changes_hands_all_wait_and_those_that_have_it_stand_by() {
    RouteTable table =
        RouteTable.allIn("monolith", MODULES)
            .with(
                "accounts",
                Placement.in("accounts", Binding.REST)
                    .heldUntil(Instant.parse("2026-05-06T12:00:00Z"))
                    .standingBy(List.of("monolith", "accounts")));

    assertThat(table.propertiesFor("monolith", PORTS::get, true))
        .containsEntry("cleave.hold.accounts", "2026-05-06T12:00:00Z")
        .containsEntry("cleave.standby.accounts", "true")
        .containsEntry("cleave.route.accounts", "rest")
        .doesNotContainKey("cleave.standby.inventory");
    assertThat(table.propertiesFor("accounts", PORTS::get, true))
        .containsEntry("cleave.standby.accounts", "true")
        .containsEntry("cleave.route.accounts", "local");
  }

  @Test
  void the_wish_is_read_back_as_it_was_written() throws IOException {
    RouteTable table =
        RouteTable.allIn("monolith", MODULES)
            .with("accounts", Placement.in("accounts", Binding.REST))
            .with(
                "inventory",
                Placement.loopback("monolith", Binding.REST)
                    .with(Trial.share("inventory", 10))
                    .heldUntil(Instant.parse("2026-05-06T12:00:00Z"))
                    .standingBy(List.of("monolith", "inventory-next")));
    assertThat(new RouteFiles(run).write(table)).isEqualTo(1);
    assertThat(new RouteFiles(run).write(table)).isEqualTo(2);

    assertThat(new RouteFiles(run).read(RouteTable.allIn("monolith", MODULES)).placements())
        .isEqualTo(table.placements());
  }

  @Test
  void an_unknown_binding_is_refused_naming_the_known_ones() {
    assertThatThrownBy(() -> Binding.of("pigeon"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("there is no binding pigeon; there are local, rest, jms, grpc");
  }

  @Test
  void several_processes_of_a_module_are_one_endpoint_and_each_is_at_home() {
    Map<String, Integer> ports = Map.of("monolith", 9180, "accounts", 9181, "accounts-2", 9221);
    RouteTable table =
        RouteTable.allIn("monolith", MODULES)
            .with(
                "accounts",
                Placement.in("accounts", Binding.REST).besideHome(List.of("accounts-2")));

    assertThat(table.propertiesFor("monolith", ports::get, true))
        .containsEntry("cleave.route.accounts", "rest")
        .containsEntry(
            "cleave.endpoint.accounts.rest", "http://localhost:9181, http://localhost:9221");
    for (String instance : List.of("accounts", "accounts-2")) {
      assertThat(table.propertiesFor(instance, ports::get, true))
          .containsEntry("cleave.route.accounts", "local")
          .containsEntry("cleave.serve.accounts", "jms")
          .containsEntry("cleave.route.inventory", "rest");
    }
  }

  @Test
  void over_grpc_a_module_has_an_endpoint_of_its_own() {
    RouteTable table =
        RouteTable.allIn("monolith", MODULES)
            .with("accounts", Placement.in("accounts", Binding.GRPC));

    assertThat(table.propertiesFor("monolith", PORTS::get, true))
        .containsEntry("cleave.route.accounts", "grpc")
        .containsEntry("cleave.endpoint.accounts.grpc", "http://localhost:9281")
        .containsEntry("cleave.endpoint.accounts.rest", "http://localhost:9181")
        .doesNotContainKey("cleave.endpoint.inventory.grpc");
  }

  @Test
  void further_processes_are_read_again_as_they_were_written() throws IOException {
    RouteTable table =
        RouteTable.allIn("monolith", MODULES)
            .with(
                "accounts",
                Placement.in("accounts", Binding.GRPC)
                    .besideHome(List.of("accounts-2", "accounts-3")));
    new RouteFiles(run).write(table);

    assertThat(new RouteFiles(run).read(RouteTable.allIn("monolith", MODULES)).placements())
        .isEqualTo(table.placements());
  }
}
