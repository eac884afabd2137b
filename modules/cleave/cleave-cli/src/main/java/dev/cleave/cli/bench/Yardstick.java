package dev.cleave.cli.bench;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.FileTree;
import dev.cleave.cli.Ports;
import dev.cleave.cli.Progress;
import dev.cleave.cli.Shop;
import dev.cleave.cli.build.MavenBuild;
import dev.cleave.cli.http.Http;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.process.Detached;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/**
 * The Spring Modulith application that Cleave is compared with: copied, built and started with the
 * settings that its own script has, on the same JVM and the same PostgreSQL server.
 */
final class Yardstick {

  static final String NAME = "yardstick";

  private static final List<String> JVM = List.of("-Xms256m", "-Xmx512m", "-XX:+UseG1GC");
  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long POLL_MILLIS = 100;

  /** Publications that are to be made are those without a date of completion. */
  static final OrderSystem.Books BOOKS =
      new OrderSystem.Books(
          "public",
          List.of("event_publication"),
          "select count(*) from event_publication where completion_date is null",
          "exists (select from event_publication where completion_date is null)",
          "select count(*) from event_publication where status = 'COMPLETED'");

  private final Shop shop;
  private final Undo undo;
  private final Path copy;

  private Yardstick(Shop shop, Undo undo, Path copy) {
    this.shop = shop;
    this.undo = undo;
    this.copy = copy;
  }

  /**
   * Copies the yardstick into the workspace and builds it there.
   *
   * @throws CommandFailed when it is not in {@code source}, or Maven cannot build it
   */
  static Yardstick build(Shop shop, Progress progress, Undo undo, Path source) throws IOException {
    require(source);
    Path copy = shop.workspace().home().resolve(NAME);
    FileTree.delete(copy);
    Files.createDirectories(copy.resolve("classes"));
    FileTree.copy(source.resolve("app/src"), copy.resolve("app/src"));
    Files.copy(
        source.resolve("app/pom.xml"),
        copy.resolve("app/pom.xml"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.copy(source.resolve("client/Bench.java"), copy.resolve("Bench.java"));
    long begin = progress.begin("Building the yardstick");
    new MavenBuild(shop.workspace().root(), undo).buildForeign(copy.resolve("app/pom.xml"));
    Yardstick yardstick = new Yardstick(shop, undo, copy);
    yardstick.compileClient();
    progress.done("Built the yardstick", begin);
    return yardstick;
  }

  /** Finds out whether the yardstick is there, before anything is started. */
  static void require(Path source) {
    for (String part : List.of("app/pom.xml", "app/src", "client/Bench.java")) {
      if (!Files.exists(source.resolve(part))) {
        throw new CommandFailed(
            "%s is not there: name the folder of the Spring Modulith yardstick with --yardstick DIR"
                .formatted(source.resolve(part)));
      }
    }
  }

  private void compileClient() {
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-d",
                copy.resolve("classes").toString(),
                copy.resolve("Bench.java").toString());
    if (code != 0) {
      throw new CommandFailed("the yardstick's client does not compile; the reason is above");
    }
  }

  /** The client that comes with it. */
  LoadClient client() {
    return new YardstickClient(copy.resolve("classes"), copy.resolve("client.log"), undo);
  }

  /** Starts the application on a database of its own; {@code undo} stops it. */
  RunningProcess start(DatabaseAddress database) throws IOException {
    int port = shop.ports().http(NAME);
    Ports.requireFree(port, "the yardstick", NAME);
    Path log = shop.workspace().logs().resolve(NAME).resolve(NAME + ".log");
    Files.createDirectories(log.getParent());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-jar", copy.resolve("app/target/shop.jar").toString()));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("APP_PORT", Integer.toString(port));
    environment.put("SPRING_DATASOURCE_URL", database.url());
    environment.put("SPRING_DATASOURCE_USERNAME", NAME);
    environment.put("SPRING_DATASOURCE_PASSWORD", shop.secrets().modulePassword(NAME));
    RunningProcess process =
        undo.start(
            () ->
                RunningProcess.of(
                    NAME, Detached.start(command, environment, copy, log).toHandle(), port, 0),
            started -> started.stop(PATIENCE));
    awaitReady(process, log);
    return process;
  }

  private static void awaitReady(RunningProcess process, Path log) {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (!Http.answersOk("http://localhost:%d/direct/1".formatted(process.port()))) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new CommandFailed(
            "the yardstick did not start within %d s (log: %s)"
                .formatted(LONGEST_START.toSeconds(), log));
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException noLongerWanted) {
        Thread.currentThread().interrupt();
        throw new CommandFailed("interrupted", noLongerWanted);
      }
    }
  }
}
