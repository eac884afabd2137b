package dev.cleave.cli;

import dev.cleave.cli.artemis.EmbeddedArtemis;
import dev.cleave.cli.build.Buildable;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.build.MavenBuild;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.postgres.EmbeddedPostgres;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import dev.cleave.cli.route.Binding;
import dev.cleave.cli.route.Placement;
import dev.cleave.cli.route.RouteSwitch;
import dev.cleave.cli.route.RouteTable;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts what of the shop does not run yet. What can be told beforehand to fail is checked before
 * anything is started, and what was started is stopped again if the rest fails.
 */
public final class Startup {

  private static final long MEGABYTE = 1 << 20;
  private static final long FIRST_START = 1000 * MEGABYTE;

  /**
   * Longer than a switch may take: processes that have just started do everything for the first
   * time.
   */
  private static final Duration FIRST_ROUTES = Duration.ofSeconds(180);

  private static final long ANY_START = 200 * MEGABYTE;

  private final Shop shop;
  private final Progress progress;
  private final Undo undo;
  private final MavenBuild maven;

  /** Starts things of {@code shop}; {@code undo} stops them again if the command fails. */
  public Startup(Shop shop, Progress progress, Undo undo) {
    this.shop = shop;
    this.progress = progress;
    this.undo = undo;
    this.maven = new MavenBuild(shop.workspace().root(), undo);
  }

  /**
   * Starts the monolith and {@code extracted}, as far as they do not run; places the modules.
   *
   * @param binding between processes; empty leaves it as it is
   */
  public void run(List<String> extracted, Optional<Binding> binding)
      throws IOException, InterruptedException {
    run(extracted, Map.of(), binding);
  }

  /**
   * The same with several processes of some modules.
   *
   * @param instances how many of each there are to be, by module; those that are not in it keep
   *     theirs
   */
  public void run(List<String> extracted, Map<String, Integer> instances, Optional<Binding> binding)
      throws IOException, InterruptedException {
    List<Deployment> wished = shop.deployments(extracted, instances);
    List<Deployment> missing = new ArrayList<>();
    for (Deployment deployment : wished) {
      shop.processes()
          .find(deployment.process())
          .ifPresentOrElse(this::sayItRuns, () -> missing.add(deployment));
    }
    check(missing);
    build(wished, missing);
    requireFit(missing);
    BrokerStart broker = new BrokerStart(shop, progress, undo);
    if (!missing.isEmpty()) {
      unpackLiberty();
      broker.begin();
      DatabaseAddress database = startDatabase(missing);
      broker.await();
      new ServerStart(shop, progress, undo).start(missing, database);
    } else {
      // What ended by itself; the servers find it again.
      startAgain(broker);
    }
    List<String> surplus = surplus(instances);
    place(extracted, surplus, binding);
    for (String process : surplus) {
      new ServerStart(shop, progress, undo).stop(process);
    }
  }

  /** The processes of a module that are more than there are to be. */
  private List<String> surplus(Map<String, Integer> instances) {
    List<String> surplus = new ArrayList<>();
    instances.forEach(
        (module, count) ->
            shop.furtherInstances(module).stream()
                .filter(process -> Deployment.numberOf(process) > count)
                .forEach(surplus::add));
    return surplus;
  }

  /** Before the migrations of what does not fit. */
  private void requireFit(List<Deployment> missing) throws IOException {
    for (Deployment deployment : missing) {
      new ContractFit(shop).require(deployment, shop.war(deployment));
    }
  }

  private void startAgain(BrokerStart broker) throws IOException {
    if (isBrokerMissing()) {
      broker.begin();
    }
    if (isDatabaseMissing()) {
      new DatabaseStart(shop, progress, undo).address();
    }
    startOwnDatabasesAgain();
    broker.await();
  }

  private void startOwnDatabasesAgain() throws IOException {
    for (String module : shop.repository().modules()) {
      if (shop.extractions().of(module).hasOwnDatabase()
          && shop.ownPostgres(module).running().isEmpty()) {
        new DatabaseStart(shop, progress, undo).ownAddress(module);
      }
    }
  }

  private void sayItRuns(RunningProcess process) {
    progress.say(
        "%s runs already at http://localhost:%d".formatted(process.name(), process.port()));
  }

  private void check(List<Deployment> missing) throws IOException {
    requireSpace(shop.liberty().isThere() ? ANY_START : FIRST_START);
    if (isDatabaseMissing()) {
      Ports.requireFree(shop.ports().postgres(), "PostgreSQL", EmbeddedPostgres.NAME);
    }
    shop.broker();
    if (isBrokerMissing()) {
      Ports.requireFree(shop.ports().artemis(), "the broker", EmbeddedArtemis.NAME);
      Ports.requireFree(shop.ports().amqp(), "the broker (for AMQP)", "amqp");
    }
    for (Deployment deployment : missing) {
      shop.ports().requireFree(deployment.process());
    }
  }

  private boolean isBrokerMissing() {
    return shop.hasEmbeddedBroker() && shop.embeddedArtemis().running().isEmpty();
  }

  private boolean isDatabaseMissing() {
    return shop.externalDatabase().isEmpty() && shop.embeddedPostgres().running().isEmpty();
  }

  private void requireSpace(long bytes) throws IOException {
    FileStore disk = Files.getFileStore(shop.workspace().root());
    if (disk.getUsableSpace() < bytes) {
      throw new CommandFailed(
          "%d MB are free on the disk of %s, and this start needs %d MB: free some"
              .formatted(
                  disk.getUsableSpace() / MEGABYTE, shop.workspace().root(), bytes / MEGABYTE));
    }
  }

  private void build(List<Deployment> all, List<Deployment> missing) throws IOException {
    List<Deployment> outOfDate = maven.outOfDate(all);
    for (Deployment deployment : outOfDate) {
      if (!missing.contains(deployment)) {
        progress.say(
            deployment.process()
                + " runs an older build than the sources: ./cleave down and ./cleave up load the new one");
      }
    }
    List<Buildable> toBuild =
        new ArrayList<>(missing.stream().filter(outOfDate::contains).toList());
    if (isBrokerMissing()) {
      toBuild.addAll(maven.outOfDate(List.of(shop.repository().broker())));
    }
    if (!toBuild.isEmpty()) {
      String names =
          String.join(", ", toBuild.stream().map(Buildable::artifact).distinct().toList());
      long begin = progress.begin("Building " + names);
      maven.build(toBuild);
      progress.done("Built " + names, begin);
    }
  }

  /** Makes sure that Open Liberty is there. */
  public void unpackLiberty() throws IOException {
    if (shop.liberty().isThere()) {
      return;
    }
    long begin = progress.begin("Fetching and unpacking Open Liberty, once (350 MB)");
    Path folder = shop.liberty().directory().getParent();
    Path part = folder.resolveSibling(folder.getFileName() + ".part");
    FileTree.delete(part);
    Files.createDirectories(part);
    maven.unpackLiberty(part);
    FileTree.delete(folder);
    Files.move(part, folder);
    progress.done("Unpacked Open Liberty", begin);
  }

  private DatabaseAddress startDatabase(List<Deployment> deployments) throws IOException {
    DatabaseStart database = new DatabaseStart(shop, progress, undo);
    DatabaseAddress address = database.address();
    List<Path> wars = new ArrayList<>();
    for (Deployment deployment : deployments) {
      wars.add(deployment.war());
    }
    database.prepare(address, wars);
    return address;
  }

  private void place(List<String> extracted, List<String> surplus, Optional<Binding> binding)
      throws IOException, InterruptedException {
    RouteTable before = shop.currentRoutes();
    RouteTable table = before;
    for (String module : shop.repository().modules()) {
      Placement placement = table.placement(module);
      if (shop.extractions().of(module).process() != null) {
        continue; // its extraction says where it lives
      }
      Placement moved =
          extracted.contains(module)
              ? Placement.in(module, placement.fromOthers())
                  .besideHome(without(shop.furtherInstances(module), surplus))
              : placement;
      table = table.with(module, binding.map(moved::reachedOver).orElse(moved));
    }
    RouteSwitch.Outcome outcome = apply(table);
    if (!outcome.isInEffect()) {
      apply(before);
      throw new CommandFailed("the routes did not take effect: " + outcome.explanation());
    }
  }

  private static List<String> without(List<String> all, List<String> those) {
    return all.stream().filter(one -> !those.contains(one)).toList();
  }

  private RouteSwitch.Outcome apply(RouteTable table) throws IOException, InterruptedException {
    return shop.routeSwitch()
        .apply(table, shop.repository().modules(), shop.processes().all(), FIRST_ROUTES);
  }
}
