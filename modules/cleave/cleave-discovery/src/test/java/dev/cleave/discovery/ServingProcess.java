package dev.cleave.discovery;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.instance.Registration;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A process of its own that registers in an engine as a process of Cleave does. */
final class ServingProcess implements AutoCloseable {
  private final Process process;

  private ServingProcess(Process process) {
    this.process = process;
  }

  static ServingProcess start(String engine, String name, int port) throws IOException {
    return new ServingProcess(
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx64m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ServingProcess.class.getName(),
                    engine,
                    name,
                    Integer.toString(port)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** As an operator does it: the process may say good-bye, and ends once its requests have. */
  void beginStop() {
    process.toHandle().destroy(); // a Process would close what it reads from
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The same, with no requests. */
  void stop() throws InterruptedException, IOException {
    beginStop();
    process.getOutputStream().close();
    process.waitFor(20, TimeUnit.SECONDS);
  }

  /** It has no time to say anything. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws InterruptedException, IOException {
    stop();
    kill();
  }

  /** As a server lets the requests drain that have begun, until what it reads is closed. */
  private static void drain() {
    try {
      System.in.read();
    } catch (IOException e) {
      // whoever has started this process is gone
    }
  }

  public static void main(String[] arguments) throws InterruptedException {
    ExecutorService executor = Executors.newCachedThreadPool();
    int port = Integer.parseInt(arguments[2]);
    Registration registration =
        new Registration(
            CleaveConfig.of(
                Map.of(
                    "cleave.process", arguments[1],
                    "cleave.discovery.register", arguments[0],
                    "cleave.discovery.weight", Integer.toString(port % 10))),
            executor,
            () -> Set.of("sums"),
            () -> Map.of("rest", port));
    Runtime.getRuntime().addShutdownHook(new Thread(ServingProcess::drain));
    while (!Thread.currentThread().isInterrupted()) {
      registration.look();
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
