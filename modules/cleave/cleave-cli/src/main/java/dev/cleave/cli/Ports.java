package dev.cleave.cli;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Which process listens on which port. */
public final class Ports {

  private static final int INTERNAL = 100;
  private static final String FILE = "app-server-config/ports.properties";
  private static final String POSTGRES = "postgres";
  private static final String ARTEMIS = "artemis";
  private static final String AMQP = "amqp";

  private final Properties table;
  private final Settings settings;

  private Ports(Properties table, Settings settings) {
    this.table = table;
    this.settings = settings;
  }

  /** The table of the repository, without what is set for this machine. */
  public static List<String> names(Path root) throws IOException {
    return table(root).stringPropertyNames().stream().sorted().toList();
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

  private int listed(String process) {
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
