package dev.cleave.cli.scaffold;

import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;

/** The ports of all processes, as the repository lists them. */
final class PortTable {

  static final String FILE = "app-server-config/ports.properties";

  /** How far the internal port of a process is above its public one. */
  private static final int INTERNAL = 100;

  /** How far its port for gRPC is above its public one. */
  private static final int GRPC = 200;

  private static final int LARGEST = 65_535 - GRPC;

  private final Map<String, Integer> ports;

  private PortTable(Map<String, Integer> ports) {
    this.ports = ports;
  }

  static PortTable read(Path root) throws IOException {
    Properties table = new Properties();
    try (Reader reader = Files.newBufferedReader(root.resolve(FILE))) {
      table.load(reader);
    }
    Map<String, Integer> ports = new TreeMap<>();
    for (String name : table.stringPropertyNames()) {
      ports.put(name, Integer.parseInt(table.getProperty(name).strip()));
    }
    return new PortTable(ports);
  }

  static Listing listing(List<String> modules) {
    return Listing.of(FILE, "^MODULE=\\d+\\R", modules);
  }

  /**
   * The port for a new process.
   *
   * @param wished one that may be taken; without it, the next one after those of the modules
   * @throws CommandFailed if it cannot be had, or a process of that name has one already
   */
  int portFor(String module, OptionalInt wished, List<String> modules) {
    if (ports.containsKey(module)) {
      throw new CommandFailed(
          "%s is in %s already, with the port %d: choose another name"
              .formatted(module, FILE, ports.get(module)));
    }
    if (wished.isPresent()) {
      requireFree(wished.getAsInt());
      return wished.getAsInt();
    }
    int next = modules.stream().filter(ports::containsKey).mapToInt(ports::get).max().orElse(9080);
    do {
      next++;
    } while (ownerOf(next) != null);
    return next;
  }

  private void requireFree(int port) {
    if (port < 1024 || port > LARGEST) {
      throw new CommandFailed(
          "--port %d is none from 1024 to %d; the internal port is %d above it, that for gRPC %d"
              .formatted(port, LARGEST, INTERNAL, GRPC));
    }
    String owner = ownerOf(port);
    if (owner != null) {
      throw new CommandFailed(
          "--port %d, or the internal port %d and the port %d for gRPC that go with it, is taken by %s in %s: choose another"
              .formatted(port, port + INTERNAL, port + GRPC, owner, FILE));
    }
  }

  /** Who has the port or one that goes with it, or null. */
  private String ownerOf(int port) {
    return ports.entrySet().stream()
        .filter(entry -> Math.abs(entry.getValue() - port) % INTERNAL == 0)
        .filter(entry -> Math.abs(entry.getValue() - port) <= GRPC)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }
}
