package dev.cleave.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cleave.cli.artemis.BrokerAddress;
import dev.cleave.cli.artemis.EmbeddedArtemis;
import dev.cleave.cli.extract.Extraction;
import dev.cleave.cli.operation.Operations;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.postgres.EmbeddedPostgres;
import dev.cleave.cli.postgres.InDoubt;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.route.GuardStatus;
import dev.cleave.cli.route.InstanceGroup;
import dev.cleave.cli.route.ModuleStatus;
import dev.cleave.cli.route.ProcessStatus;
import dev.cleave.cli.route.RouteTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that {@code ./cleave status} shows, and its JSON form.
 *
 * @param running whether any server runs
 * @param database where the data is
 * @param databases of modules that have one of their own
 * @param broker where messages between processes go
 * @param processes the servers that run
 * @param modules of the shop, with the route that each process takes to them
 * @param guards around remote calls, of each process
 * @param instances of modules that have several, as each process sees them
 * @param problems what to look at, one sentence each
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record StatusReport(
    boolean running,
    Database database,
    List<OwnDatabase> databases,
    Broker broker,
    List<Server> processes,
    List<Module> modules,
    List<Guard> guards,
    List<Instance> instances,
    List<String> problems) {

  private static final long MEGABYTE = 1 << 20;
  private static final Duration IN_DOUBT_FOR_LONG = Duration.ofMinutes(1);

  /**
   * The database.
   *
   * @param pid of the embedded server, or null
   * @param startedAt of the embedded server, or null
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Database(boolean embedded, boolean running, String url, Long pid, String startedAt) {}

  /**
   * The database of one module's own.
   *
   * @param pid of the embedded server, or null when it does not run
   * @param startedAt of the embedded server, or null
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record OwnDatabase(String module, boolean running, String url, Long pid, String startedAt) {}

  /**
   * The message broker.
   *
   * @param running whether it is to be used: one of your own counts as running
   * @param url of its Core protocol, or null
   * @param amqpUrl of its AMQP 1.0, or null where it is not known
   * @param pid of the embedded broker, or null
   * @param startedAt of the embedded broker, or null
   * @param memoryMb resident memory of the embedded broker, or null
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Broker(
      boolean embedded,
      boolean running,
      String url,
      String amqpUrl,
      Long pid,
      String startedAt,
      Long memoryMb) {}

  /**
   * A server.
   *
   * @param memoryMb resident, or null where the system does not tell
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Server(
      String name,
      long pid,
      int port,
      int internalPort,
      int grpcPort,
      String startedAt,
      boolean ready,
      Long memoryMb) {}

  /**
   * A module.
   *
   * @param home the process that is wished to serve it
   * @param extraction the last step of its extraction, or {@code none}
   * @param database {@code home} where the data of the others is, or {@code own}
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Module(
      String module, String home, String extraction, String database, List<Route> routes) {}

  /**
   * One of several instances of a module.
   *
   * @param process that sees it so
   * @param balancer what decides where its calls go
   * @param leftAloneUntil when it is tried again, or null
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Instance(
      String module,
      String process,
      String binding,
      String balancer,
      String url,
      String state,
      int weight,
      int inFlight,
      long calls,
      long failures,
      String leftAloneUntil) {}

  /** The route that one process takes to a module. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Route(
      String process,
      String wished,
      String effective,
      String endpoint,
      String reason,
      int inFlight,
      int draining,
      long calls) {

    /** Where calls end: the endpoint, or this process. */
    String where() {
      return "local".equals(effective) || endpoint == null ? process : endpoint;
    }
  }

  /** The guards of one process around one way to a module. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Guard(
      String process,
      String module,
      String binding,
      List<GuardStatus.Breaker> breakers,
      GuardStatus.LastMinute lastMinute) {
    /** What is not as it is every day. */
    Optional<String> line() {
      return new GuardStatus(module, binding, breakers, lastMinute).line();
    }
  }

  static StatusReport of(Shop shop) throws IOException {
    List<String> problems = new ArrayList<>();
    Map<String, ProcessStatus> reports = new LinkedHashMap<>();
    List<Server> servers = new ArrayList<>();
    for (RunningProcess process : shop.processes().all()) {
      boolean isReady = false;
      try {
        ProcessStatus report = shop.statusClient().status(process);
        reports.put(process.name(), report);
        report.problems().forEach(problem -> problems.add(process.name() + ": " + problem));
        isReady = true;
      } catch (IOException silent) {
        problems.add(process.name() + " does not report its status: " + silent.getMessage());
      }
      servers.add(server(process, isReady));
    }
    for (String name : shop.processes().vanished()) {
      problems.add(
          "%s ended by itself; see %s, and start it again with ./cleave up"
              .formatted(name, shop.log(name).file()));
    }
    Database database = database(shop, !servers.isEmpty(), problems);
    Broker broker = broker(shop, !servers.isEmpty(), problems);
    if (database.running() && !servers.isEmpty()) {
      new InDoubt(DatabaseAddress.of(database.url()), shop.secrets().ownerPassword())
          .problem(IN_DOUBT_FOR_LONG)
          .ifPresent(problems::add);
    }
    List<RunningProcess> answering =
        shop.processes().all().stream().filter(p -> reports.containsKey(p.name())).toList();
    problems.addAll(
        new UnfinishedWork(new Operations(answering, shop.secrets().internalSecret())).problems());
    List<Module> modules = modules(shop, reports, problems);
    return new StatusReport(
        !servers.isEmpty(),
        database,
        ownDatabases(shop, problems),
        broker,
        servers,
        modules,
        guards(reports),
        instances(reports),
        problems);
  }

  private static List<Guard> guards(Map<String, ProcessStatus> reports) {
    List<Guard> guards = new ArrayList<>();
    reports.forEach(
        (process, report) ->
            report
                .guards()
                .forEach(
                    g ->
                        guards.add(
                            new Guard(
                                process, g.module(), g.binding(), g.breakers(), g.lastMinute()))));
    return guards;
  }

  private static List<Instance> instances(Map<String, ProcessStatus> reports) {
    List<Instance> instances = new ArrayList<>();
    reports.forEach(
        (process, report) ->
            report
                .instances()
                .forEach(
                    group ->
                        group
                            .instances()
                            .forEach(one -> instances.add(instance(process, group, one)))));
    return instances;
  }

  private static Instance instance(
      String process, InstanceGroup group, InstanceGroup.Instance one) {
    return new Instance(
        group.module(),
        process,
        group.binding(),
        group.balancer(),
        one.url(),
        one.state(),
        one.weight(),
        one.inFlight(),
        one.calls(),
        one.failures(),
        one.leftAloneUntil());
  }

  private static Server server(RunningProcess process, boolean isReady) {
    return new Server(
        process.name(),
        process.pid(),
        process.port(),
        process.internalPort(),
        process.grpcPort(),
        process.startedAt().toString(),
        isReady,
        memoryMb(process));
  }

  private static Long memoryMb(RunningProcess process) {
    return process.residentMemory().isPresent()
        ? process.residentMemory().getAsLong() / MEGABYTE
        : null;
  }

  private static Broker broker(Shop shop, boolean isNeeded, List<String> problems)
      throws IOException {
    if (!shop.hasEmbeddedBroker()) {
      String url = shop.broker().map(BrokerAddress::url).orElse(null);
      return new Broker(false, url != null, url, null, null, null, null);
    }
    Optional<RunningProcess> running = shop.embeddedArtemis().running();
    if (running.isEmpty()) {
      if (isNeeded) {
        problems.add("the broker does not run: ./cleave up starts it again");
      }
      return new Broker(true, false, null, null, null, null, null);
    }
    RunningProcess process = running.get();
    if (!EmbeddedArtemis.acceptsConnections(process)) {
      problems.add(
          "the broker takes no connections, most likely for want of space on its disk: ./cleave logs artemis");
    }
    return new Broker(
        true,
        true,
        "tcp://localhost:" + process.port(),
        "amqp://localhost:" + process.internalPort(),
        process.pid(),
        process.startedAt().toString(),
        memoryMb(process));
  }

  private static Database database(Shop shop, boolean isNeeded, List<String> problems) {
    Optional<DatabaseAddress> external = shop.externalDatabase();
    if (external.isPresent()) {
      return new Database(false, true, external.get().url(), null, null);
    }
    EmbeddedPostgres embedded = shop.embeddedPostgres();
    Optional<RunningProcess> running = embedded.running();
    if (running.isEmpty()) {
      if (isNeeded) {
        problems.add("PostgreSQL does not run: ./cleave up starts it again");
      }
      return new Database(true, false, null, null, null);
    }
    RunningProcess server = running.get();
    return new Database(
        true,
        true,
        "jdbc:postgresql://localhost:" + server.port() + "/cleave",
        server.pid(),
        server.startedAt().toString());
  }

  private static List<OwnDatabase> ownDatabases(Shop shop, List<String> problems) {
    List<OwnDatabase> databases = new ArrayList<>();
    for (String module : shop.repository().modules()) {
      if (!shop.extractions().of(module).hasOwnDatabase()) {
        continue;
      }
      RunningProcess server = shop.ownPostgres(module).running().orElse(null);
      if (server == null) {
        problems.add(
            "PostgreSQL for %s does not run: ./cleave up starts it again".formatted(module));
        databases.add(new OwnDatabase(module, false, null, null, null));
      } else {
        databases.add(
            new OwnDatabase(
                module,
                true,
                "jdbc:postgresql://localhost:" + server.port() + "/cleave",
                server.pid(),
                server.startedAt().toString()));
      }
    }
    return databases;
  }

  private static List<Module> modules(
      Shop shop, Map<String, ProcessStatus> reports, List<String> problems) throws IOException {
    RouteTable table = shop.currentRoutes();
    List<Module> modules = new ArrayList<>();
    for (String module : shop.repository().modules()) {
      List<Route> routes = new ArrayList<>();
      reports.forEach(
          (process, report) ->
              report.module(module).map(status -> route(process, status)).ifPresent(routes::add));
      for (Route route : routes) {
        if (route.reason() != null) {
          problems.add(
              "%s in %s is %s, wished is %s: %s"
                  .formatted(
                      module, route.process(), route.effective(), route.wished(), route.reason()));
        }
      }
      Extraction extraction = shop.extractions().of(module);
      extraction.problem().ifPresent(problems::add);
      modules.add(
          new Module(
              module,
              table.placement(module).home(),
              extraction.step().word(),
              extraction.database(),
              routes));
    }
    return modules;
  }

  private static Route route(String process, ModuleStatus module) {
    return new Route(
        process,
        module.wished(),
        module.effective(),
        module.endpoint(),
        module.reason(),
        module.inFlight(),
        module.draining(),
        module.calls());
  }
}
