package dev.cleave.cli.liberty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerDirectoryTest {

  @TempDir private Path folder;
  private Path configuration;
  private Path war;
  private ServerDirectory directory;

  @BeforeEach
  void a_deployment() throws IOException {
    configuration = Files.createDirectories(folder.resolve("config"));
    Files.writeString(configuration.resolve("server.xml"), "<server/>");
    Files.writeString(configuration.resolve("jvm.options"), "# its own\n-Xmx1g\n");
    war = Files.writeString(folder.resolve("built.war"), "first");
    Path fragments = Files.createDirectories(folder.resolve("fragments"));
    Files.writeString(fragments.resolve("jvm.options"), "-Xmx512m\n");
    Path driver = Files.writeString(folder.resolve("driver-1.0.jar"), "driver");
    directory = new ServerDirectory(folder.resolve("wlp"));
    directory.share(fragments, driver);
  }

  @Test
  void a_server_gets_its_configuration_its_war_and_variables_that_only_the_owner_can_read()
      throws IOException {
    directory.write("monolith", configuration, war, Map.of("db.password", "a\"<&"));

    Path server = directory.server("monolith");
    assertThat(server.resolve("server.xml")).hasContent("<server/>");
    assertThat(server.resolve("apps/monolith.war")).hasContent("first");
    Path variables = server.resolve("configDropins/overrides/cleave.xml");
    assertThat(Files.readString(variables))
        .contains("<variable name=\"db.password\" value=\"a&quot;&lt;&amp;\"/>");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(variables)))
        .isEqualTo("rw-------");
  }

  @Test
  void writing_it_again_replaces_everything() throws IOException {
    directory.write("monolith", configuration, war, Map.of("a", "1"));
    Files.writeString(war, "second");
    directory.write("monolith", configuration, war, Map.of("a", "2"));

    assertThat(directory.server("monolith").resolve("apps/monolith.war")).hasContent("second");
  }

  @Test
  void a_servers_own_options_come_after_those_of_all() throws IOException {
    directory.write("monolith", configuration, war, Map.of());

    assertThat(directory.jvmOptions("monolith")).containsExactly("-Xmx512m", "-Xmx1g");
  }

  @Test
  void a_deployment_without_a_configuration_is_refused_naming_the_file() {
    assertThatThrownBy(() -> directory.write("monolith", folder, war, Map.of()))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("the process monolith has no " + folder.resolve("server.xml"));
  }
}
