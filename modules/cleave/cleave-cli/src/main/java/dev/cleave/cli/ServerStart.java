package dev.cleave.cli;

import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.liberty.LibertyServer;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import dev.cleave.cli.route.Placement;
import dev.cleave.cli.route.RouteTable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Starts Liberty servers for deployments that are built, and waits until they are ready. */
public final class ServerStart {

  private final Shop shop;
  private final Progress progress;
  private final Undo undo;

  /** Starts servers of {@code shop}; {@code undo} stops them again if the command fails. */
  public ServerStart(Shop shop, Progress progress, Undo undo) {
    this.shop = shop;
    this.progress = progress;
    this.undo = undo;
  }

  /** The monolith first, since all others may call it; then the others at the same time. */
  void start(List<Deployment> missing, DatabaseAddress database) throws IOException {
    share();
    List<Deployment> services = new ArrayList<>(missing);
    if (services.removeIf(deployment -> deployment.process().equals(Deployment.MONOLITH))) {
      startTogether(Map.of(database, List.of(shop.repository().monolith())));
    }
    Map<DatabaseAddress, List<Deployment>> byDatabase = new LinkedHashMap<>();
    for (Deployment service : services) {
      String module = Deployment.moduleOf(service.process());
      DatabaseAddress address =
          shop.extractions().of(module).hasOwnDatabase()
              ? new DatabaseStart(shop, progress, undo).ownAddress(module)
              : database;
      byDatabase.computeIfAbsent(address, a -> new ArrayList<>()).add(service);
    }
    startTogether(byDatabase);
  }

  /** One more process of a module, with the data in {@code database}. */
  public void start(Deployment deployment, DatabaseAddress database) throws IOException {
    start(deployment, shop.war(deployment), database);
  }

  /**
   * The same with another WAR than what is built.
   *
   * @throws CommandFailed if its contracts do not fit those of the processes that run
   */
  public void start(Deployment deployment, Path war, DatabaseAddress database) throws IOException {
    share();
    Map<RunningProcess, LibertyServer> started = new LinkedHashMap<>();
    long begin = System.nanoTime();
    begin(deployment, war, database, started);
    await(started, begin);
  }

  private void share() throws IOException {
    shop.serverDirectory()
        .share(shop.workspace().root().resolve("app-server-config/liberty"), driver());
  }

  private void startTogether(Map<DatabaseAddress, List<Deployment>> deployments)
      throws IOException {
    Map<RunningProcess, LibertyServer> started = new LinkedHashMap<>();
    long begin = System.nanoTime();
    for (Map.Entry<DatabaseAddress, List<Deployment>> group : deployments.entrySet()) {
      for (Deployment deployment : group.getValue()) {
        begin(deployment, shop.war(deployment), group.getKey(), started);
      }
    }
    await(started, begin);
  }

  private void await(Map<RunningProcess, LibertyServer> started, long begin) throws IOException {
    for (Map.Entry<RunningProcess, LibertyServer> server : started.entrySet()) {
      RunningProcess process = server.getKey();
      server.getValue().awaitReady(process, shop.settings().duration(Setting.START_TIMEOUT));
      progress.done(
          "%s is ready at http://localhost:%d".formatted(process.name(), process.port()), begin);
    }
  }

  private void begin(
      Deployment deployment,
      Path war,
      DatabaseAddress database,
      Map<RunningProcess, LibertyServer> started)
      throws IOException {
    String process = deployment.process();
    new ContractFit(shop).require(deployment, war);
    progress.begin("Starting " + process);
    shop.serverDirectory()
        .write(process, deployment.configuration(), war, variables(deployment, database));
    SortedMap<String, String> wish =
        startTable(process).propertiesFor(process, shop.processPorts(), shop.broker().isPresent());
    wish.put("cleave.epoch", Long.toString(shop.routes().epoch()));
    shop.routes().write(process, wish);
    LibertyServer server =
        new LibertyServer(
            process,
            shop.liberty(),
            shop.serverDirectory(),
            shop.log(process),
            shop.settings().words(Setting.JVM_OPTIONS),
            environment(process));
    started.put(undo.start(() -> start(process, server), this::stop), server);
  }

  /** Stops a process, if it runs; Liberty lets requests in flight finish. */
  public void stop(String process) throws IOException {
    Optional<RunningProcess> running = shop.processes().find(process);
    if (running.isPresent()) {
      long begin = progress.begin("Stopping " + process);
      LibertyServer.stop(running.get());
      progress.done("Stopped " + process, begin);
    }
    shop.processes().remove(process);
  }

  private Map<String, String> environment(String process) throws IOException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    // A server reads CLEAVE_… as its own configuration, and refuses a key that it does not know.
    Settings.variables(Ports.names(shop.workspace().root())).forEach(environment::remove);
    environment.remove(OneLine.STACK_TRACE);
    environment.put("CLEAVE_CONFIG_FILE", shop.routes().of(process).toString());
    return environment;
  }

  private RunningProcess start(String process, LibertyServer server) throws IOException {
    RunningProcess started =
        server
            .start(shop.ports().http(process), shop.ports().internal(process))
            .withGrpc(shop.ports().grpc(process));
    shop.processes().add(started);
    return started;
  }

  private void stop(RunningProcess process) {
    LibertyServer.stop(process);
    try {
      shop.processes().remove(process.name());
    } catch (IOException harmless) {
      // The file names a process that is gone, and counts as absent.
    }
  }

  /**
   * The routes to start a process with: its own module is served here, unless an extraction says
   * otherwise; any other where it is served now, or in the monolith.
   */
  private RouteTable startTable(String process) throws IOException {
    RouteTable table = shop.currentRoutes();
    String module = Deployment.moduleOf(process);
    return process.equals(Deployment.MONOLITH) || shop.extractions().of(module).process() != null
        ? table
        : table.with(module, Placement.in(process, table.placement(module).fromOthers()));
  }

  private Map<String, String> variables(Deployment deployment, DatabaseAddress database)
      throws IOException {
    String process = deployment.process();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("cleave.process", process);
    variables.put("http.port", Integer.toString(shop.ports().http(process)));
    variables.put("cleave.internal.port", Integer.toString(shop.ports().internal(process)));
    variables.put("cleave.grpc.port", Integer.toString(shop.ports().grpc(process)));
    variables.put("cleave.internal.secret", shop.secrets().internalSecret());
    variables.put("cleave.operator.key", shop.secrets().operatorKey());
    variables.put("transaction.log", shop.workspace().transactions().resolve(process).toString());
    variables.put("db.host", database.host());
    variables.put("db.port", Integer.toString(database.port()));
    variables.put("db.name", database.name());
    shop.broker().ifPresent(broker -> variables.putAll(broker.variables()));
    for (String module : shop.repository().modules()) {
      if (deployment.serves(module)) {
        variables.put("db." + module + ".password", shop.secrets().modulePassword(module));
      }
    }
    return variables;
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
