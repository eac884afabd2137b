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
import java.util.function.Consumer;

/**
 * The shop as {@code ./cleave up} starts it, beside one that may run already: other ports, other
 * data, the data on a small disk of its own where that is wished for and one can be mounted.
 */
public final class ShopUnderTest {

  /** It is called by sagas, publishes to two modules, and both go over the broker. */
  private static final String EXTRACTED = "shipping";

  private static final Wish CRASH_TEST =
      new Wish("crash", List.of(EXTRACTED), Optional.of(Binding.JMS), true, line -> {});

  private static final int OFFSETS = 20;
  private static final int FIRST_OFFSET = 300;
  private static final int STEP = 10;
  private static final int SECONDS_TO_DIE = 20;

  /**
   * What shop a test wants.
   *
   * @param name of the folder that it keeps everything in, under {@code .cleave}
   * @param extracted modules that are services of their own from the start
   * @param binding between processes; empty leaves the default
   * @param onSmallDisk whether its data is to lie on a disk that can be filled
   * @param said gets every line that a command says about its progress, from any thread
   */
  public record Wish(
      String name,
      List<String> extracted,
      Optional<Binding> binding,
      boolean onSmallDisk,
      Consumer<String> said) {}

  private final Shop shop;
  private final Wish wish;
  private final Undo undo;
  private final Progress progress;
  private final Optional<SmallDisk> disk;

  private ShopUnderTest(
      Shop shop, Wish wish, Undo undo, Progress progress, Optional<SmallDisk> disk) {
    this.shop = shop;
    this.wish = wish;
    this.undo = undo;
    this.progress = progress;
    this.disk = disk;
  }

  /** Starts the shop of the crash test without any data; {@code undo} stops it. */
  static ShopUnderTest start(Workspace repository, Undo undo)
      throws IOException, InterruptedException {
    return start(repository, CRASH_TEST, undo);
  }

  /** Starts a shop without any data; {@code undo} stops it. */
  public static ShopUnderTest start(Workspace repository, Wish wish, Undo undo)
      throws IOException, InterruptedException {
    Workspace workspace = repository.inner(wish.name());
    Path mounted = workspace.home().resolve("disk");
    SmallDisk.unmountLeftover(mounted);
    FileTree.delete(workspace.home());
    Files.createDirectories(workspace.logs());
    Progress progress = new Progress(telling(log(workspace), wish.said()));
    Shop shop = Shop.open(workspace, Map.of(Setting.PORT_OFFSET.key(), freeOffset(workspace)));
    Optional<SmallDisk> disk =
        wish.onSmallDisk()
            ? Optional.ofNullable(
                undo.start(
                    () -> SmallDisk.mount(mounted),
                    mountedDisk -> Optional.ofNullable(mountedDisk).ifPresent(SmallDisk::unmount)))
            : Optional.empty();
    ShopUnderTest started = new ShopUnderTest(shop, wish, undo, progress, disk);
    started.prepareData();
    undo.start(() -> started, ShopUnderTest::killAll);
    started.up();
    return started;
  }

  private static PrintWriter telling(Path log, Consumer<String> listener) throws IOException {
    return new PrintWriter(Files.newBufferedWriter(log), true) {
      @Override
      public void println(String line) {
        super.println(line);
        listener.accept(line);
      }
    };
  }

  /** What {@code ./cleave up} says goes there. */
  public static Path log(Workspace workspace) {
    return workspace.logs().resolve("up.log");
  }

  /** What commands work with. */
  public Shop shop() {
    return shop;
  }

  /** Where commands say what they do. */
  public Progress progress() {
    return progress;
  }

  /** The folders of this shop. */
  public Workspace workspace() {
    return shop.workspace();
  }

  /** Where clients send requests. */
  public String baseUrl() {
    return "http://localhost:" + shop.ports().http(Deployment.MONOLITH);
  }

  /** What clients with the rights of an operator bear. */
  public String operatorKey() throws IOException {
    return shop.secrets().operatorKey();
  }

  /** All of them. */
  public List<String> modules() {
    return shop.repository().modules();
  }

  boolean canFillDisk() {
    return disk.isPresent();
  }

  /** A connection that sees and may do everything. */
  public Connection connect() throws SQLException, IOException {
    return connect(shop.ports().postgres());
  }

  /** The same to the database of the module's own, if it has one. */
  public Optional<Connection> connectOwn(String module) throws SQLException, IOException {
    return shop.extractions().of(module).hasOwnDatabase()
        ? Optional.of(
            connect(
                shop.ownPostgres(module)
                    .running()
                    .orElseThrow(
                        () -> new IOException("the database of " + module + " does not run"))
                    .port()))
        : Optional.empty();
  }

  private Connection connect(int port) throws SQLException, IOException {
    DatabaseAddress address = new DatabaseAddress("localhost", port, "cleave");
    return DriverManager.getConnection(
        address.url(), "postgres", shop.secrets().superuserPassword());
  }

  /** Starts again what does not run. */
  public void up() throws IOException, InterruptedException {
    new Startup(shop, progress, undo).run(wish.extracted(), wish.binding());
  }

  /** {@code kill -9}. */
  void killLiberty() {
    kill(Deployment.MONOLITH);
  }

  /** {@code kill -9} of a server, if it runs; returns whether it did. */
  public boolean kill(String process) {
    Optional<RunningProcess> running = shop.processes().find(process);
    running.ifPresent(ShopUnderTest::kill);
    return running.isPresent();
  }

  /** {@code kill -9} of the module that is a service of its own. */
  void killService() {
    kill(EXTRACTED);
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
    shop.processes().all().forEach(ShopUnderTest::kill);
    killBroker();
    for (String module : modules()) {
      shop.ownPostgres(module).running().ifPresent(ShopUnderTest::kill);
    }
    killPostgres();
    killUnregistered();
  }

  /** What a command has started that was killed before it could write down what it had started. */
  private void killUnregistered() {
    String home = workspace().home() + "/";
    ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> process.info().commandLine().orElse("").contains(home))
        .forEach(ProcessHandle::destroyForcibly);
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
          "this test has a PostgreSQL of its own, and database.url names one of yours: take it out of "
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
    Shop defaults = Shop.open(workspace, Map.of());
    int base = defaults.settings().number(Setting.PORT_OFFSET);
    List<String> modules = defaults.repository().extractable();
    for (int i = 0; i < OFFSETS; i++) {
      String offset = Integer.toString(base + FIRST_OFFSET + STEP * i);
      Ports ports = Shop.open(workspace, Map.of(Setting.PORT_OFFSET.key(), offset)).ports();
      if (areFree(ports, modules)) {
        return offset;
      }
    }
    throw new CommandFailed("no free ports were found: free some, or set port.offset");
  }

  private static boolean areFree(Ports ports, List<String> modules) throws IOException {
    try {
      Ports.requireFree(ports.postgres(), "PostgreSQL", EmbeddedPostgres.NAME);
      Ports.requireFree(ports.artemis(), "the broker", EmbeddedArtemis.NAME);
      Ports.requireFree(ports.amqp(), "the broker (for AMQP)", "amqp");
      Ports.requireFree(ports.http(Deployment.MONOLITH), "the shop", Deployment.MONOLITH);
      Ports.requireFree(ports.internal(Deployment.MONOLITH), "the shop", Deployment.MONOLITH);
      for (String module : modules) {
        String own = EmbeddedPostgres.OF_MODULE + module;
        Ports.requireFree(ports.http(own), own, own);
        for (String process : List.of(module, Deployment.second(module))) {
          Ports.requireFree(ports.http(process), process, process);
          Ports.requireFree(ports.internal(process), process, process);
        }
      }
      return true;
    } catch (CommandFailed taken) {
      return false;
    }
  }
}
