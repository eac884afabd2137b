package dev.cleave.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.Progress;
import dev.cleave.cli.Setting;
import dev.cleave.cli.Shop;
import dev.cleave.cli.Startup;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.build.MavenBuild;
import dev.cleave.cli.liberty.LibertyServer;
import dev.cleave.cli.process.AtomicFile;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import dev.cleave.cli.route.StatusClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The server whose application measures contract calls against hand-written ones, in itself, and
 * whose two modules exchange the events that are measured.
 */
final class BenchServer {

  static final String NAME = "bench";

  private static final Duration LONGEST_MEASUREMENT = Duration.ofMinutes(10);

  private static final long POLL_MILLIS = 50;

  /** Between its public port and its port for gRPC. */
  private static final int GRPC = 200;

  /** Within how much time keys take effect. */
  private static final long FOLLOWED_MILLIS = 1_000;

  private static final String INBOX =
      "select count(*) from benchinventory.cleave_received where subscription = 'benchinventory.reserve-stock'";

  /** Deliveries that are to be made are rows of the publisher's outbox. */
  private static final OrderSystem.Books BOOKS =
      new OrderSystem.Books(
          "benchordering, benchinventory",
          List.of(
              "benchordering.cleave_event",
              "benchordering.cleave_outbox",
              "benchinventory.cleave_received"),
          "select count(*) from benchordering.cleave_outbox",
          "exists (select from benchordering.cleave_outbox)",
          INBOX);

  private final Shop shop;
  private final RunningProcess process;

  private String route;

  private BenchServer(Shop shop, RunningProcess process, String route) {
    this.shop = shop;
    this.process = process;
    this.route = route;
  }

  /** Builds its WAR, if it is absent or older than its sources. */
  static Deployment build(Shop shop, Undo undo) throws IOException {
    Deployment deployment =
        new Deployment(NAME, shop.workspace().root().resolve("modules/cleave/cleave-bench"));
    MavenBuild maven = new MavenBuild(shop.workspace().root(), undo);
    List<Deployment> outOfDate = maven.outOfDate(List.of(deployment));
    if (!outOfDate.isEmpty()) {
      maven.build(outOfDate);
    }
    return deployment;
  }

  /**
   * Builds and starts it with a database; {@code undo} stops both.
   *
   * @param route how the measured contract travels
   */
  static BenchServer start(Shop shop, Progress progress, Undo undo, String route)
      throws IOException {
    build(shop, undo);
    return start(shop, progress, undo, route, BenchDatabase.start(shop, progress, undo));
  }

  /** Starts it, built before, on a database that runs. */
  static BenchServer start(
      Shop shop, Progress progress, Undo undo, String route, BenchDatabase database)
      throws IOException {
    Deployment deployment = build(shop, undo);
    database.prepare(deployment);
    new Startup(shop, progress, undo).unpackLiberty();
    int port = shop.ports().http(NAME);
    int internalPort = shop.ports().internal(NAME);
    dev.cleave.cli.Ports.requireFree(port, "the bench", NAME);
    dev.cleave.cli.Ports.requireFree(internalPort, "the bench (internal)", NAME + ".internal");
    dev.cleave.cli.Ports.requireFree(port + GRPC, "the bench (for gRPC)", NAME);
    write(shop, deployment, port, internalPort, route, database);
    Map<String, String> environment = new HashMap<>();
    environment.put("CLEAVE_CONFIG_FILE", routeFile(shop).toString());
    LibertyServer server =
        new LibertyServer(
            NAME,
            shop.liberty(),
            shop.serverDirectory(),
            shop.log(NAME),
            shop.settings().words(Setting.JVM_OPTIONS),
            environment);
    RunningProcess process =
        undo.start(() -> server.start(port, internalPort), LibertyServer::stop);
    server.awaitReady(process, shop.settings().duration(Setting.START_TIMEOUT));
    return new BenchServer(shop, process, route);
  }

  private static void write(
      Shop shop,
      Deployment deployment,
      int port,
      int internalPort,
      String route,
      BenchDatabase database)
      throws IOException {
    shop.serverDirectory()
        .share(
            shop.workspace().root().resolve("app-server-config/liberty"),
            Path.of(
                URI.create(
                    org.postgresql.Driver.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString())));
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("cleave.process", NAME);
    variables.put("http.port", Integer.toString(port));
    variables.put("cleave.internal.port", Integer.toString(internalPort));
    variables.put("cleave.grpc.port", Integer.toString(port + GRPC));
    variables.put("cleave.internal.secret", shop.secrets().internalSecret());
    variables.put("cleave.operator.key", shop.secrets().operatorKey());
    variables.putAll(database.variables());
    if (shop.hasEmbeddedBroker() && shop.embeddedArtemis().running().isPresent()) {
      variables.putAll(shop.broker().orElseThrow().variables());
    }
    shop.serverDirectory().write(NAME, deployment.configuration(), deployment.war(), variables);
    writeRoute(shop, route, port, internalPort, Map.of());
  }

  private static void writeRoute(
      Shop shop, String route, int port, int internalPort, Map<String, String> further)
      throws IOException {
    StringBuilder keys = new StringBuilder();
    further.forEach((key, value) -> keys.append(key).append('=').append(value).append('\n'));
    AtomicFile.write(
        routeFile(shop),
        """
        cleave.route.bench=%s
        cleave.endpoint.bench.rest=http://localhost:%d
        cleave.endpoint.bench.grpc=http://localhost:%d
        cleave.serve.bench=%s
        """
                .formatted(route, internalPort, port + GRPC, route.equals("jms") ? "jms" : "")
            + keys);
  }

  /** Sets keys in place of those set before, and returns when they are surely in effect. */
  void wish(Map<String, String> keys) throws IOException, InterruptedException {
    writeRoute(shop, route, process.port(), process.internalPort(), keys);
    Thread.sleep(FOLLOWED_MILLIS);
  }

  /** Switches the measured contract while it runs; returns when that is in effect. */
  void route(String route) throws IOException, InterruptedException {
    writeRoute(shop, route, process.port(), process.internalPort(), Map.of());
    this.route = route;
    StatusClient client = shop.statusClient();
    Duration limit = shop.settings().duration(Setting.ROUTE_TIMEOUT);
    long end = System.nanoTime() + limit.toNanos();
    while (!client.status(process).module(NAME).orElseThrow().effective().equals(route)) {
      if (System.nanoTime() > end) {
        throw new CommandFailed(
            "the bench is not called over %s within %d s (log: %s)"
                .formatted(route, limit.toSeconds(), shop.log(NAME).file()));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Its process number. */
  long pid() {
    return process.pid();
  }

  private static Path routeFile(Shop shop) {
    return shop.workspace().run().resolve(NAME + ".properties");
  }

  /** Lets the application measure, and returns its figures. */
  JsonNode measure(String pathAndQuery) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:%d/bench/measure/%s".formatted(process.port(), pathAndQuery)))
            .timeout(LONGEST_MEASUREMENT)
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new CommandFailed(
          "the measurement failed with status %d (log: %s)"
              .formatted(response.statusCode(), shop.log(NAME).file()));
    }
    return new ObjectMapper().readTree(response.body());
  }

  /** The two modules that exchange events. */
  OrderSystem orders(BenchDatabase database) throws IOException {
    return new OrderSystem(
        "cleave", process.port(), process.pid(), database.connect(database.address()), BOOKS);
  }

  int port() {
    return process.port();
  }
}
