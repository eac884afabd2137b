package dev.cleave.cli.liberty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.process.RunningProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts a stand-in for Open Liberty, which does what a test asks for. */
class LibertyServerTest {

  private static final int NOBODY_LISTENS = 1;

  @TempDir private Path folder;
  private LibertyInstallation liberty;
  private ServerDirectory directory;
  private ServerLog log;

  @BeforeEach
  void an_installation() throws IOException {
    Path wlp = folder.resolve("soft ware/wlp");
    Files.createDirectories(wlp.resolve("bin/tools"));
    jar(wlp.resolve("bin/tools/ws-server.jar"));
    liberty = new LibertyInstallation(wlp);
    directory = new ServerDirectory(folder.resolve("user dir"));
    Files.createDirectories(directory.war("monolith").getParent());
    jar(directory.war("monolith"));
    log = new ServerLog(folder.resolve("logs/monolith"));
  }

  @Test
  void a_server_that_ends_while_starting_is_reported_with_the_decisive_line_of_its_log()
      throws IOException {
    LibertyServer server = server("end");
    RunningProcess process = server.start(NOBODY_LISTENS, 0);

    assertThatThrownBy(() -> server.awaitReady(process, Duration.ofSeconds(30)))
        .isInstanceOf(CommandFailed.class)
        .hasMessage(
            "monolith ended while starting: CWWKE0005E: The runtime environment could not be launched. (log: %s)"
                .formatted(log.messages()));
  }

  @Test
  void a_server_that_does_not_become_ready_is_reported_and_can_be_stopped() throws IOException {
    LibertyServer server = server("wait");
    RunningProcess process = server.start(NOBODY_LISTENS, 0);
    try {
      assertThatThrownBy(() -> server.awaitReady(process, Duration.ofMillis(1)))
          .isInstanceOf(CommandFailed.class)
          .hasMessageStartingWith("monolith was not ready within 0 s: ");
      assertThat(process.isAlive()).isTrue();
    } finally {
      LibertyServer.stop(process);
    }
    assertThat(process.isAlive()).isFalse();
  }

  private LibertyServer server(String behaviour) {
    return new LibertyServer(
        "monolith",
        liberty,
        directory,
        log,
        List.of(),
        Map.of("STAND_IN_DOES", behaviour, "PATH", System.getenv("PATH")));
  }

  private static void jar(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, LibertyStandIn.class.getName());
    manifest.getMainAttributes().putValue("Premain-Class", LibertyStandIn.class.getName());
    String entry = LibertyStandIn.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
        InputStream code = LibertyStandIn.class.getClassLoader().getResourceAsStream(entry)) {
      jar.putNextEntry(new JarEntry(entry));
      code.transferTo(jar);
    }
  }
}
