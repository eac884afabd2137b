package dev.cleave.cli.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.nio.file.Path;
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

    assertThat(table.propertiesFor("monolith", PORTS::get))
        .containsEntry("cleave.route.accounts", "local")
        .containsEntry("cleave.route.inventory", "local");
  }

  @Test
  void a_module_that_has_moved_out_is_local_at_home_and_remote_everywhere_else() {
    RouteTable table =
        RouteTable.allIn("monolith", MODULES)
            .with("accounts", new Placement("accounts", Binding.LOCAL));

    assertThat(table.propertiesFor("accounts", PORTS::get))
        .containsEntry("cleave.route.accounts", "local")
        .containsEntry("cleave.route.inventory", "rest")
        .containsEntry("cleave.endpoint.inventory.rest", "http://localhost:9180");
    assertThat(table.propertiesFor("monolith", PORTS::get))
        .containsEntry("cleave.route.accounts", "rest")
        .containsEntry("cleave.endpoint.accounts.rest", "http://localhost:9181")
        .containsEntry("cleave.route.inventory", "local");
  }

  @Test
  void a_loopback_goes_out_of_the_home_through_its_own_internal_port() {
    RouteTable table =
        RouteTable.allIn("monolith", MODULES)
            .with("inventory", new Placement("monolith", Binding.REST));

    assertThat(table.propertiesFor("monolith", PORTS::get))
        .containsEntry("cleave.route.inventory", "rest")
        .containsEntry("cleave.endpoint.inventory.rest", "http://localhost:9180");
  }

  @Test
  void the_wish_is_read_back_as_it_was_written() throws IOException {
    RouteTable table =
        RouteTable.allIn("monolith", MODULES)
            .with("accounts", new Placement("accounts", Binding.LOCAL))
            .with("inventory", new Placement("monolith", Binding.REST));
    new RouteFiles(run).write(table);

    assertThat(new RouteFiles(run).read("monolith", MODULES).placements())
        .isEqualTo(table.placements());
  }

  @Test
  void an_unknown_binding_is_refused_naming_the_known_ones() {
    assertThatThrownBy(() -> Binding.of("jms"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("there is no binding jms; there are local, rest");
  }
}
