package dev.cleave.cli;

import dev.cleave.cli.artemis.BrokerAddress;
import dev.cleave.cli.artemis.EmbeddedArtemis;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.build.Repository;
import dev.cleave.cli.extract.Extraction;
import dev.cleave.cli.extract.ExtractionStore;
import dev.cleave.cli.extract.RetiredWar;
import dev.cleave.cli.extract.Step;
import dev.cleave.cli.liberty.LibertyInstallation;
import dev.cleave.cli.liberty.ServerDirectory;
import dev.cleave.cli.liberty.ServerLog;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.postgres.EmbeddedPostgres;
import dev.cleave.cli.postgres.PostgresBinaries;
import dev.cleave.cli.process.ProcessTable;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.route.DiffsClient;
import dev.cleave.cli.route.FollowClient;
import dev.cleave.cli.route.Placement;
import dev.cleave.cli.route.ProcessPorts;
import dev.cleave.cli.route.RouteFiles;
import dev.cleave.cli.route.RouteSwitch;
import dev.cleave.cli.route.RouteTable;
import dev.cleave.cli.route.StatusClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a command works with: the repository, what it has under {@code .cleave/}, and the processes
 * that run.
 *
 * @param workspace the folders
 * @param repository modules and deployments
 * @param settings of this machine
 * @param ports of every process
 * @param secrets passwords and keys
 * @param processes the servers that run
 * @param routes the files that say where each module lives
 */
public record Shop(
    Workspace workspace,
    Repository repository,
    Settings settings,
    Ports ports,
    Secrets secrets,
    ProcessTable processes,
    RouteFiles routes) {

  private static final String NO_BROKER = "none";

  /** The shop in the folder that this command belongs to. */
  public static Shop open() throws IOException {
    return open(Workspace.ofThisCommand(), Map.of());
  }

  /** The shop in {@code workspace}, with settings from the command line over all others. */
  public static Shop open(Workspace workspace, Map<String, String> overriding) throws IOException {
    Settings settings =
        Settings.read(workspace.root(), System.getenv(), Ports.names(workspace.root()))
            .with(overriding);
    return new Shop(
        workspace,
        new Repository(workspace.root()),
        settings,
        Ports.of(workspace.root(), settings),
        new Secrets(workspace.secrets()),
        new ProcessTable(workspace.run()),
        new RouteFiles(workspace.run()));
  }

  /**
   * Where to send requests from outside.
   *
   * @throws CommandFailed when the process does not run
   */
  public String baseUrl(String process) {
    return "http://localhost:" + running(process).port();
  }

  /**
   * The process of that name.
   *
   * @throws CommandFailed when it does not run
   */
  public RunningProcess running(String process) {
    return processes
        .find(process)
        .orElseThrow(() -> new CommandFailed(process + " does not run: start it with ./cleave up"));
  }

  /** Asks processes for their status. */
  public StatusClient statusClient() throws IOException {
    return new StatusClient(secrets.internalSecret());
  }

  /** Asks processes what they have found by comparing answers. */
  public DiffsClient diffsClient() throws IOException {
    return new DiffsClient(secrets.internalSecret());
  }

  /**
   * Makes sure that messages have a way.
   *
   * @throws CommandFailed when the settings say that there is no broker
   */
  public void requireBroker() throws IOException {
    if (broker().isEmpty()) {
      throw new CommandFailed(
          "there is no broker to go over: broker.url is none; leave it empty, or name one of your own");
    }
  }

  /** Tells all processes new routes. */
  public RouteSwitch routeSwitch() throws IOException {
    return new RouteSwitch(
        routes,
        statusClient(),
        new FollowClient(secrets.internalSecret()),
        processPorts(),
        broker().isPresent());
  }

  /**
   * Places a module, and returns when every process follows.
   *
   * @throws CommandFailed when one does not; then the routes are as before
   */
  public void place(String module, Placement placement) throws IOException, InterruptedException {
    RouteTable before = currentRoutes();
    RouteSwitch.Outcome outcome = apply(module, before.with(module, placement));
    if (!outcome.isInEffect()) {
      apply(module, before);
      throw new CommandFailed(
          "the routes did not take effect, and are as before: " + outcome.explanation());
    }
  }

  private RouteSwitch.Outcome apply(String module, RouteTable table)
      throws IOException, InterruptedException {
    return routeSwitch()
        .apply(table, List.of(module), processes.all(), settings.duration(Setting.ROUTE_TIMEOUT));
  }

  /** The internal port a process has, or would have if it ran. */
  public int internalPort(String process) {
    return processes
        .find(process)
        .map(RunningProcess::internalPort)
        .orElseGet(() -> ports.internal(process));
  }

  /** The port for gRPC a process has, or would have if it ran. */
  public int grpcPort(String process) {
    return processes
        .find(process)
        .map(RunningProcess::grpcPort)
        .filter(port -> port > 0)
        .orElseGet(() -> ports.grpc(process));
  }

  /** The ports on which processes reach each other. */
  public ProcessPorts processPorts() {
    return new ProcessPorts() {
      @Override
      public int internal(String process) {
        return internalPort(process);
      }

      @Override
      public int grpc(String process) {
        return grpcPort(process);
      }
    };
  }

  /** The further processes of a module that run, beside the first. */
  public List<String> furtherInstances(String module) {
    return processes.all().stream()
        .map(RunningProcess::name)
        .filter(Deployment::isFurther)
        .filter(process -> Deployment.moduleOf(process).equals(module))
        .sorted()
        .toList();
  }

  /**
   * Returns if the module does not run in several processes.
   *
   * @throws CommandFailed if it does: what is to be done is about one
   */
  public void requireOneInstance(String module, String what) {
    List<String> further = furtherInstances(module);
    if (!further.isEmpty()) {
      throw new CommandFailed(
          "%s runs in several processes (%s, %s), and %s is about one: ./cleave up --extracted %s --instances %s=1 stops the others"
              .formatted(module, module, String.join(", ", further), what, module, module));
    }
  }

  /** Where the database is when a server of the operator's own is configured. */
  public Optional<DatabaseAddress> externalDatabase() {
    String url = settings.text(Setting.DATABASE_URL);
    return url.isEmpty() ? Optional.empty() : Optional.of(DatabaseAddress.of(url));
  }

  /** How far extractions have come. */
  public ExtractionStore extractions() {
    return new ExtractionStore(workspace.extractions());
  }

  /** The WAR that a process runs: the monolith's without the services that have been retired. */
  public Path war(Deployment deployment) throws IOException {
    List<String> retired =
        repository.modules().stream().filter(module -> extractions().of(module).retired()).toList();
    return deployment.process().equals(Deployment.MONOLITH) && !retired.isEmpty()
        ? RetiredWar.of(
            deployment.war(), retired, workspace.home().resolve("wars").resolve("monolith.war"))
        : deployment.war();
  }

  /** The server for a module with a database of its own, in this folder. */
  public EmbeddedPostgres ownPostgres(String module) {
    String name = EmbeddedPostgres.OF_MODULE + module;
    return new EmbeddedPostgres(
        name,
        postgresBinaries(),
        workspace.data(module),
        workspace.logs().resolve(name).resolve("postgres.log"));
  }

  /** The server that belongs to this folder. */
  public EmbeddedPostgres embeddedPostgres() {
    return new EmbeddedPostgres(
        postgresBinaries(),
        workspace.data(),
        workspace.logs().resolve(EmbeddedPostgres.NAME).resolve("postgres.log"));
  }

  /**
   * Whether the broker that belongs to this folder is to run: unless one of your own or none is
   * set.
   */
  public boolean hasEmbeddedBroker() {
    return settings.text(Setting.BROKER_URL).isEmpty();
  }

  /** The broker that belongs to this folder. */
  public EmbeddedArtemis embeddedArtemis() {
    return new EmbeddedArtemis(
        repository.broker().jar(),
        workspace.artemis(),
        workspace.logs().resolve(EmbeddedArtemis.NAME).resolve("artemis.log"));
  }

  /**
   * Where processes find a broker; empty when there is to be none.
   *
   * @throws CommandFailed when {@code broker.url} is none of a broker
   */
  public Optional<BrokerAddress> broker() throws IOException {
    String url = settings.text(Setting.BROKER_URL);
    if (url.equals(NO_BROKER)) {
      return Optional.empty();
    }
    if (!url.isEmpty()) {
      return Optional.of(
          BrokerAddress.external(
              url, settings.text(Setting.BROKER_USER), settings.text(Setting.BROKER_PASSWORD)));
    }
    int port = embeddedArtemis().running().map(RunningProcess::port).orElseGet(ports::artemis);
    return Optional.of(BrokerAddress.embedded(port, secrets.brokerPassword()));
  }

  /** The programs of that server. */
  public PostgresBinaries postgresBinaries() {
    return new PostgresBinaries(
        workspace.software().resolve("postgresql-" + Versions.postgresql()));
  }

  /** Open Liberty, which may have to be unpacked first. */
  public LibertyInstallation liberty() {
    return new LibertyInstallation(
        workspace.software().resolve("openliberty-" + Versions.liberty()).resolve("wlp"));
  }

  /** The directories of the servers. */
  public ServerDirectory serverDirectory() {
    return new ServerDirectory(workspace.servers());
  }

  /** The log of one server. */
  public ServerLog log(String process) {
    return new ServerLog(workspace.logs().resolve(process));
  }

  /**
   * The deployments that a start with these modules extracted consists of, together with the
   * processes of modules whose extraction has come so far.
   */
  public List<Deployment> deployments(List<String> extracted) {
    return deployments(extracted, Map.of());
  }

  /**
   * The same with several processes of some modules.
   *
   * @param instances how many, by module; one of those that are not in it
   */
  public List<Deployment> deployments(List<String> extracted, Map<String, Integer> instances) {
    Set<String> names = new LinkedHashSet<>();
    for (String module : repository.modules()) {
      Extraction extraction = extractions().of(module);
      if (extraction.process() != null) {
        names.add(extraction.process());
      } else if (extracted.contains(module)) {
        for (int number = 1; number <= instances.getOrDefault(module, 1); number++) {
          names.add(Deployment.instance(module, number));
        }
      }
    }
    List<Deployment> deployments = new ArrayList<>();
    deployments.add(repository.monolith());
    names.stream().map(repository::deployment).forEach(deployments::add);
    return deployments;
  }

  /**
   * Where each module lives: as was wished for last, without homes that do not run. A module that
   * was extracted has no other home than its process.
   */
  public RouteTable currentRoutes() throws IOException {
    List<String> modules = repository.modules();
    RouteTable table = RouteTable.allIn(Deployment.MONOLITH, modules);
    for (String module : modules) {
      table = table.with(module, extractions().of(module).placement());
    }
    table = routes.read(table);
    for (String module : modules) {
      Placement placement = ofThoseThatRun(table.placement(module));
      table = table.with(module, placement);
      if (!placement.home().equals(Deployment.MONOLITH)
          && processes.find(placement.home()).isEmpty()) {
        Extraction extraction = extractions().of(module);
        if (!extraction.step().includes(Step.CANARY)) {
          table = table.with(module, Placement.in(Deployment.MONOLITH, placement.fromOthers()));
        } else if (!placement.home().equals(extraction.process())) {
          // a rollout was broken off together with the process that stood in
          table = table.with(module, Placement.in(extraction.process(), placement.fromOthers()));
        }
      }
    }
    return table;
  }

  /** Without further instances that are gone; if the home is, one of them takes its place. */
  private Placement ofThoseThatRun(Placement placement) {
    List<String> further =
        placement.further().stream().filter(name -> processes.find(name).isPresent()).toList();
    boolean isHomeGone =
        !placement.home().equals(Deployment.MONOLITH) && processes.find(placement.home()).isEmpty();
    return isHomeGone && !further.isEmpty()
        ? Placement.in(further.get(0), placement.fromOthers())
            .besideHome(further.subList(1, further.size()))
        : placement.besideHome(further);
  }
}
