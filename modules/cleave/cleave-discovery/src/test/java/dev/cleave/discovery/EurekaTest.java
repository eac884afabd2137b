package dev.cleave.discovery;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Against the server of Spring Cloud, which ci/discovery-test.sh fetches. */
class EurekaTest extends EngineSuite {
  private EurekaServer server;

  /** A server that evicts at once; the usual one takes a minute and more. */
  private static final class EurekaServer implements EngineServer {
    private final int port = FreePort.any();
    private final Path folder;
    private Process process;

    EurekaServer(Path folder) throws java.io.IOException {
      this.folder = folder;
    }

    @Override
    public void start() throws Exception {
      process =
          new ProcessBuilder(
                  List.of(
                      ProcessHandle.current().info().command().orElseThrow(),
                      "-XX:TieredStopAtLevel=1",
                      "-Xmx200m",
                      "-cp",
                      Files.readString(folder.resolve("classpath")).strip(),
                      folder.resolve("EurekaForTests.java").toString(),
                      "--server.port=" + port))
              .redirectErrorStream(true)
              .redirectOutput(Files.createTempFile("eureka", ".log").toFile())
              .start();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> new EurekaEngine(uri()).instances("none", "rest").isEmpty());
    }

    @Override
    public URI uri() {
      return URI.create("eureka://127.0.0.1:" + port);
    }

    @Override
    public void stop() throws InterruptedException {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  @BeforeAll
  void start() throws Exception {
    String folder = System.getProperty("cleave.test.eureka");
    assumeTrue(
        folder != null || Boolean.getBoolean("cleave.test.engines.required"),
        "skipped: there is no Eureka server here; ci/discovery-test.sh fetches one");
    server = new EurekaServer(Path.of(folder));
    server.start();
  }

  @AfterAll
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  EngineServer server() {
    return server;
  }

  @Override
  Duration expiry() {
    return Duration.ofSeconds(40);
  }
}
