package dev.cleave.cli.liberty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

  @TempDir private Path directory;

  @Test
  void a_start_that_the_toolkit_refused_is_explained_in_its_own_words() throws IOException {
    messages(
        """
        [23/11/26 15:36] 0000002b AppMessageHelper  I CWWKZ0018I: Starting application monolith.
        [23/11/26 15:36] 0000002b ThreadPool        E CWWKX0001E: Something less important.
        [23/11/26 15:36] 0000002b AppMessageHelper  E CWWKZ0002E: An exception occurred while starting the application monolith. The exception message was: com.ibm.ws.container.service.state.StateChangeException: org.jboss.weld.exceptions.DeploymentException: The module catalog has no implementation and no endpoint.
        """);
    ServerLog log = new ServerLog(directory);

    assertThat(log.saysItFailed()).isTrue();
    assertThat(log.decisiveLine())
        .contains("The module catalog has no implementation and no endpoint.");
    assertThat(log.file()).isEqualTo(log.messages());
  }

  @Test
  void otherwise_the_first_error_decides() throws IOException {
    messages(
        """
        [23/11/26 15:36] 00000021 TCPPort  A CWWKE0001I: The server monolith has been launched.
        [23/11/26 15:36] 00000021 TCPPort  E CWWKO0221E: TCP Channel defaultHttpEndpoint initialization did not succeed.
        [23/11/26 15:36] 00000021 TCPPort  E CWWKO0222E: Another one.
        """);

    assertThat(new ServerLog(directory).saysItFailed()).isTrue();
    assertThat(new ServerLog(directory).decisiveLine())
        .contains("CWWKO0221E: TCP Channel defaultHttpEndpoint initialization did not succeed.");
  }

  @Test
  void a_virtual_machine_that_did_not_come_up_is_explained_by_what_it_printed() throws IOException {
    Files.writeString(
        directory.resolve("console.log"),
        "Unrecognized VM option 'UseWrongGC'\nError: Could not create the Java Virtual Machine.\n\n");
    ServerLog log = new ServerLog(directory);

    assertThat(log.saysItFailed()).isFalse();
    assertThat(log.decisiveLine()).contains("Error: Could not create the Java Virtual Machine.");
    assertThat(log.file()).isEqualTo(log.console());
  }

  private void messages(String text) throws IOException {
    Files.writeString(directory.resolve("messages.log"), text);
  }
}
