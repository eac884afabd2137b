package dev.cleave.cli;

import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which process listens on which port. Further processes of a module, and a database of its own,
 * have ports that follow from the module's.
 */
public final class Ports {

  private static final int INTERNAL = 100;

  /** Between the public port of a module's process and what else belongs to the module. */
  private static final int SECOND_PROCESS = 20;

  /** Between the public port of a process and its port for gRPC, unless it is the monolith. */
  private static final int GRPC = 200;

  private static final int GRPC_OF_MONOLITH = 50051;
  private static final int OWN_DATABASE = 360;
  private static final String FILE = "app-server-config/ports.properties";
  private static final String POSTGRES = "postgres";
  private static final String ARTEMIS = "artemis";
  private static final String AMQP = "amqp";
  private static final Set<String> IS_NO_MODULE =
      Set.of(POSTGRES, ARTEMIS, AMQP, Deployment.MONOLITH, "bench", "yardstick");

  private final Properties table;
  private final Settings settings;

  private Ports(Properties table, Settings settings) {
    this.table = table;
    this.settings = settings;
  }

  /** The names that ports can be set for. */
  public static List<String> names(Path root) throws IOException {
    return table(root).stringPropertyNames().stream()
        .flatMap(
            name ->
                IS_NO_MODULE.contains(name)
                    ? Stream.of(name)
                    : Stream.concat(
                        Stream.of(name, Deployment.second(name), EmbeddedPostgres.OF_MODULE + name),
                        IntStream.rangeClosed(2, Deployment.MOST_INSTANCES)
                            .mapToObj(number -> Deployment.instance(name, number))))
        .sorted()
        .toList();
  }

  /** The table of the repository with what {@code settings} change. */
  public static Ports of(Path root, Settings settings) throws IOException {
    return new Ports(table(root), settings);
  }

  /** The port of the embedded PostgreSQL. */
  public int postgres() {
    return http(POSTGRES);
  }

  /** The port of the embedded message broker for the Core protocol. */
  public int artemis() {
    return http(ARTEMIS);
  }

  /** The port of the embedded message broker for AMQP 1.0. */
  public int amqp() {
    return http(AMQP);
  }

  /** The public port of a process. */
  public int http(String process) {
    return settings.port(process).orElseGet(() -> listed(process));
  }

  /** The port on which other processes reach it. */
  public int internal(String process) {
    return settings.port(process + ".internal").orElseGet(() -> http(process) + INTERNAL);
  }

  /** The port on which it serves gRPC. */
  public int grpc(String process) {
    return settings
        .port(process + ".grpc")
        .orElseGet(
            () ->
                process.equals(Deployment.MONOLITH)
                    ? GRPC_OF_MONOLITH + settings.number(Setting.PORT_OFFSET)
                    : http(process) + GRPC);
  }

  /**
   * Makes sure that nothing listens on {@code port} yet.
   *
   * @param use what it is for, in words
   * @param key the setting that moves it
   */
  public static void requireFree(int port, String use, String key) throws IOException {
    if (port < 1 || port > 65535) {
      throw new CommandFailed("%d is no port: %s needs one from 1 to 65535".formatted(port, use));
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName("localhost"), port));
    } catch (java.net.BindException taken) {
      throw new CommandFailed(
          "port %d is taken by another program, and %s needs it: stop that program, or choose another port with --port %s=NUMBER"
              .formatted(port, use, key));
    }
  }

  /** Makes sure that nothing listens yet on the ports of a process. */
  public void requireFree(String process) throws IOException {
    requireFree(http(process), process, process);
    requireFree(internal(process), process + " (for other processes)", process + ".internal");
    requireFree(grpc(process), process + " (for gRPC)", process + ".grpc");
  }

  /** What is not in the table follows from the port of its module. */
  private int listed(String process) {
    if (Deployment.isSecond(process)) {
      return listed(Deployment.moduleOf(process)) + SECOND_PROCESS;
    }
    if (Deployment.isFurther(process)) {
      return listed(Deployment.moduleOf(process)) + Deployment.numberOf(process) * SECOND_PROCESS;
    }
    if (process.startsWith(EmbeddedPostgres.OF_MODULE)) {
      return listed(process.substring(EmbeddedPostgres.OF_MODULE.length())) + OWN_DATABASE;
    }
    String port = table.getProperty(process);
    if (port == null) {
      throw new CommandFailed("the process " + process + " has no port in " + FILE);
    }
    return Integer.parseInt(port.strip()) + settings.number(Setting.PORT_OFFSET);
  }

  private static Properties table(Path root) throws IOException {
    Properties table = new Properties();
    try (Reader reader = Files.newBufferedReader(root.resolve(FILE))) {
      table.load(reader);
    }
    return table;
  }
}
