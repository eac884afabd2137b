package dev.cleave.crash;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.FileTree;
import dev.cleave.cli.Ports;
import dev.cleave.cli.Progress;
import dev.cleave.cli.Setting;
import dev.cleave.cli.Shop;
import dev.cleave.cli.Startup;
import dev.cleave.cli.Workspace;
import dev.cleave.cli.artemis.EmbeddedArtemis;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.postgres.EmbeddedPostgres;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import dev.cleave.cli.route.Binding;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The shop as {@code ./cleave up} starts it, with one module as a service of its own, called over
 * the broker; beside one that may run already: other ports, other data, the data on a small disk of
 * its own where one can be mounted.
 */
final class ShopUnderTest {

  /** It is called by sagas, publishes to two modules, and both go over the broker. */
  private static final String EXTRACTED = "shipping";

  private static final String NAME = "crash";
  private static final int OFFSETS = 20;
  private static final int FIRST_OFFSET = 300;
  private static final int STEP = 10;
  private static final int SECONDS_TO_DIE = 20;

  private final Shop shop;
  private final Undo undo;
  private final Progress progress;
  private final Optional<SmallDisk> disk;

  private ShopUnderTest(Shop shop, Undo undo, Progress progress, Optional<SmallDisk> disk) {
    this.shop = shop;
    this.undo = undo;
    this.progress = progress;
    this.disk = disk;
  }

  /** Starts it without any data; {@code undo} stops it. */
  static ShopUnderTest start(Workspace repository, Undo undo)
      throws IOException, InterruptedException {
    Workspace workspace = repository.inner(NAME);
    Path mounted = workspace.home().resolve("disk");
    SmallDisk.unmountLeftover(mounted);
    FileTree.delete(workspace.home());
    Files.createDirectories(workspace.logs());
    PrintWriter log = new PrintWriter(Files.newBufferedWriter(log(workspace)), true);
    Shop shop = Shop.open(workspace, Map.of(Setting.PORT_OFFSET.key(), freeOffset(workspace)));
    Optional<SmallDisk> disk =
        Optional.ofNullable(
            undo.start(
                () -> SmallDisk.mount(mounted),
                mountedDisk -> Optional.ofNullable(mountedDisk).ifPresent(SmallDisk::unmount)));
    ShopUnderTest started = new ShopUnderTest(shop, undo, new Progress(log), disk);
    started.prepareData();
    undo.start(() -> started, ShopUnderTest::killAll);
    started.up();
    return started;
  }

  /** What {@code ./cleave up} says goes there. */
  static Path log(Workspace workspace) {
    return workspace.logs().resolve("up.log");
  }

  Workspace workspace() {
    return shop.workspace();
  }

  String baseUrl() {
    return "http://localhost:" + shop.ports().http(Deployment.MONOLITH);
  }

  String operatorKey() throws IOException {
    return shop.secrets().operatorKey();
  }

  List<String> modules() {
    return shop.repository().modules();
  }

  boolean canFillDisk() {
    return disk.isPresent();
  }

  /** A connection that sees and may do everything. */
  Connection connect() throws SQLException, IOException {
    DatabaseAddress address = new DatabaseAddress("localhost", shop.ports().postgres(), "cleave");
    return DriverManager.getConnection(
        address.url(), "postgres", shop.secrets().superuserPassword());
  }

  /** Starts again what does not run. */
  void up() throws IOException, InterruptedException {
    new Startup(shop, progress, undo).run(List.of(EXTRACTED), Optional.of(Binding.JMS));
  }

  /** {@code kill -9}. */
  void killLiberty() {
    shop.processes().find(Deployment.MONOLITH).ifPresent(ShopUnderTest::kill);
  }

  /** {@code kill -9} of the module that is a service of its own. */
  void killService() {
    shop.processes().find(EXTRACTED).ifPresent(ShopUnderTest::kill);
  }

  /** {@code kill -9} of Artemis. */
  void killBroker() {
    shop.embeddedArtemis().running().ifPresent(ShopUnderTest::kill);
  }

  /** {@code kill -9} of the postmaster and of all its children. */
  void killPostgres() {
    shop.embeddedPostgres().running().ifPresent(ShopUnderTest::kill);
  }

  /** Leaves no byte for the database. */
  void fillDisk() throws IOException {
    disk.orElseThrow().fill();
  }

  /** Makes room for the database again. */
  void freeDisk() throws IOException {
    disk.orElseThrow().free();
  }

  private void killAll() {
    killLiberty();
    killService();
    killBroker();
    killPostgres();
  }

  private static void kill(RunningProcess process) {
    Optional<ProcessHandle> handle = ProcessHandle.of(process.pid());
    if (handle.isEmpty() || !process.isAlive()) {
      return;
    }
    List<ProcessHandle> family = new ArrayList<>(handle.get().descendants().toList());
    handle.get().destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
    family.add(handle.get());
    CompletableFuture.allOf(
            family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, SECONDS_TO_DIE, TimeUnit.SECONDS)
        .join();
  }

  private void prepareData() throws IOException {
    if (shop.externalDatabase().isPresent()) {
      throw new CommandFailed(
          "the crash test kills PostgreSQL, and database.url names one of yours: take it out of "
              + dev.cleave.cli.Settings.FILE);
    }
    if (disk.isEmpty()) {
      return;
    }
    if (!shop.postgresBinaries().areUnpacked()) {
      shop.postgresBinaries().unpack();
    }
    Path data = disk.get().folder().resolve("data");
    new EmbeddedPostgres(
            shop.postgresBinaries(),
            data,
            shop.workspace().logs().resolve(EmbeddedPostgres.NAME).resolve("postgres.log"))
        .initialise(shop.secrets().superuserPassword(), undo);
    Files.createSymbolicLink(shop.workspace().data(), data);
  }

  private static String freeOffset(Workspace workspace) throws IOException {
    int base = Shop.open(workspace, Map.of()).settings().number(Setting.PORT_OFFSET);
    for (int i = 0; i < OFFSETS; i++) {
      String offset = Integer.toString(base + FIRST_OFFSET + STEP * i);
      Ports ports = Shop.open(workspace, Map.of(Setting.PORT_OFFSET.key(), offset)).ports();
      if (areFree(ports)) {
        return offset;
      }
    }
    throw new CommandFailed("no free ports were found: free some, or set port.offset");
  }

  private static boolean areFree(Ports ports) throws IOException {
    try {
      Ports.requireFree(ports.postgres(), "PostgreSQL", EmbeddedPostgres.NAME);
      Ports.requireFree(ports.artemis(), "the broker", EmbeddedArtemis.NAME);
      Ports.requireFree(ports.amqp(), "the broker (for AMQP)", "amqp");
      Ports.requireFree(ports.http(Deployment.MONOLITH), "the shop", Deployment.MONOLITH);
      Ports.requireFree(ports.internal(Deployment.MONOLITH), "the shop", Deployment.MONOLITH);
      Ports.requireFree(ports.http(EXTRACTED), EXTRACTED, EXTRACTED);
      Ports.requireFree(ports.internal(EXTRACTED), EXTRACTED, EXTRACTED);
      return true;
    } catch (CommandFailed taken) {
      return false;
    }
  }
}
