package dev.cleave.discovery;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The etcd of Debian's package etcd-server, on loopback, with data of its own. */
final class EtcdServer implements EngineServer {
  private final Path program;
  private final Path data;
  private final int port = FreePort.any();
  private final int peers = FreePort.any();
  private Process process;

  EtcdServer(Path program) throws IOException {
    this.program = program;
    this.data = Files.createTempDirectory("etcd");
  }

  static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, "etcd"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void start() throws IOException {
    String clients = "http://127.0.0.1:" + port;
    String peer = "http://127.0.0.1:" + peers;
    process =
        new ProcessBuilder(
                program.toString(),
                "--data-dir",
                data.resolve("data").toString(),
                "--listen-client-urls",
                clients,
                "--advertise-client-urls",
                clients,
                "--listen-peer-urls",
                peer,
                "--initial-advertise-peer-urls",
                peer,
                "--initial-cluster",
                "default=" + peer)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("log").toFile())
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> new EtcdEngine(uri()).instances("none", "rest").isEmpty());
  }

  @Override
  public URI uri() {
    return URI.create("etcd://127.0.0.1:" + port);
  }

  @Override
  public void stop() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }
}
