package dev.cleave.shop.server;

import dev.cleave.cli.FileTree;
import dev.cleave.cli.Secrets;
import dev.cleave.cli.Versions;
import dev.cleave.cli.liberty.LibertyInstallation;
import dev.cleave.cli.liberty.LibertyServer;
import dev.cleave.cli.liberty.ServerDirectory;
import dev.cleave.cli.liberty.ServerLog;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.postgres.Migrations;
import dev.cleave.cli.postgres.Provisioning;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import dev.cleave.shop.ShopDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An Open Liberty with the monolith, on ports and a database of its own; it is stopped when the JVM
 * ends.
 *
 * @param port the public one
 * @param internalPort what other processes would use
 * @param database of all modules
 * @param secrets of the server and of the database
 * @param routes the file that the server watches
 * @param brokerPort of the broker that it uses
 * @param grpcPort on which it is called over gRPC
 */
record ServerUnderTest(
    int port,
    int internalPort,
    DatabaseAddress database,
    Secrets secrets,
    Path routes,
    int brokerPort,
    int grpcPort) {
  private static final String PROCESS = "monolith";
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Path TARGET = Path.of(System.getProperty("war")).getParent();
  private static final Path WORK = TARGET.resolve("server");
  private static final Path PROJECT = TARGET.getParent();

  /** Starts the server and returns when it is ready. */
  static ServerUnderTest start(Path war) throws IOException {
    FileTree.delete(WORK);
    Path routes = Files.createDirectories(WORK.resolve("run")).resolve(PROCESS + ".properties");
    ServerUnderTest server =
        new ServerUnderTest(
            freePort(),
            freePort(),
            ShopDatabase.address().database("served"),
            ShopDatabase.secrets(),
            routes,
            BrokerUnderTest.start(WORK.resolve("broker")),
            freePort());
    server.prepareDatabase(war);
    server.startLiberty(war);
    return server;
  }

  /** What a test outside the server may want to know, by the names one sets it with. */
  Map<String, String> settings() {
    try {
      Map<String, String> settings = new HashMap<>();
      settings.put("cleave.grpc.url", "http://localhost:" + grpcPort);
      settings.put("cleave.jms.url", "tcp://localhost:" + brokerPort);
      settings.put("cleave.jms.user", BrokerUnderTest.USER);
      settings.put("cleave.jms.password", BrokerUnderTest.PASSWORD);
      settings.putAll(
          Map.of(
              "cleave.url",
              "http://localhost:" + port,
              "cleave.internal.url",
              internalUrl().toString(),
              "cleave.internal.secret",
              secrets.internalSecret(),
              "cleave.operator.key",
              secrets.operatorKey(),
              "cleave.routes",
              routes.toString(),
              "cleave.database.url",
              database.url(),
              "cleave.database.user",
              "postgres",
              "cleave.database.password",
              secrets.superuserPassword()));
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI internalUrl() {
    return URI.create("http://localhost:" + internalPort);
  }

  static List<String> modules() {
    List<String> modules = new ArrayList<>(ShopDatabase.MODULES);
    modules.add("probe");
    return modules;
  }

  private void prepareDatabase(Path war) throws IOException {
    new Provisioning(database, "postgres", secrets.superuserPassword(), secrets)
        .provision(modules());
    new Migrations(database, secrets.ownerPassword())
        .apply(war, modules(), WORK.resolve("migrations"));
  }

  private void startLiberty(Path war) throws IOException {
    ServerDirectory directory = new ServerDirectory(WORK.resolve("wlp"));
    directory.share(PROJECT.resolve("../../app-server-config/liberty"), driver());
    directory.write(PROCESS, PROJECT.resolve("src/test/liberty/config"), war, variables());
    StringBuilder endpoints = new StringBuilder();
    for (String module : modules()) {
      endpoints.append("cleave.endpoint.%s.rest=%s\n".formatted(module, internalUrl()));
    }
    Files.writeString(routes, endpoints);
    LibertyServer liberty =
        new LibertyServer(
            PROCESS,
            new LibertyInstallation(
                TARGET.resolve("openliberty-" + Versions.liberty()).resolve("wlp")),
            directory,
            new ServerLog(WORK.resolve("logs")),
            List.of(),
            Map.of("CLEAVE_CONFIG_FILE", routes.toAbsolutePath().toString()));
    // Never closed: it stops the server when the JVM ends.
    Undo undo = new Undo(() -> {});
    RunningProcess process =
        undo.start(() -> liberty.start(port, internalPort), LibertyServer::stop);
    liberty.awaitReady(process, PATIENCE);
  }

  private Map<String, String> variables() throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("cleave.process", PROCESS);
    variables.put("http.port", Integer.toString(port));
    variables.put("cleave.internal.port", Integer.toString(internalPort));
    variables.put("cleave.grpc.port", Integer.toString(grpcPort));
    variables.put("cleave.internal.secret", secrets.internalSecret());
    variables.put("cleave.operator.key", secrets.operatorKey());
    variables.put("cleave.jms.url", "tcp://localhost:" + brokerPort);
    variables.put("cleave.jms.user", BrokerUnderTest.USER);
    variables.put("cleave.jms.password", BrokerUnderTest.PASSWORD);
    variables.put("db.host", database.host());
    variables.put("db.port", Integer.toString(database.port()));
    variables.put("db.name", database.name());
    for (String module : modules()) {
      variables.put("db." + module + ".password", secrets.modulePassword(module));
    }
    return variables;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Path driver() {
    try {
      return Path.of(
          org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
