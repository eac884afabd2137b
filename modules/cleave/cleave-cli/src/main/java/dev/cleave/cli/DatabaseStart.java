package dev.cleave.cli;

import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.postgres.EmbeddedPostgres;
import dev.cleave.cli.postgres.Provisioning;
import dev.cleave.cli.postgres.Schemas;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Brings up the database, embedded or not, to the state that servers need. */
public final class DatabaseStart {

  private static final String DATABASE = "cleave";
  private static final String SUPERUSER = "postgres";

  private final Shop shop;
  private final Progress progress;
  private final Undo undo;

  /** Starts the database of {@code shop}; {@code undo} stops it again if the command fails. */
  public DatabaseStart(Shop shop, Progress progress, Undo undo) {
    this.shop = shop;
    this.progress = progress;
    this.undo = undo;
  }

  /** Where the database is, once it accepts connections. */
  public DatabaseAddress address() throws IOException {
    Optional<DatabaseAddress> external = shop.externalDatabase();
    if (external.isPresent()) {
      return external.get();
    }
    return start(shop.embeddedPostgres(), "PostgreSQL", shop.ports().postgres());
  }

  /** Where the database of one module's own is, once it accepts connections. */
  public DatabaseAddress ownAddress(String module) throws IOException {
    EmbeddedPostgres postgres = shop.ownPostgres(module);
    return start(postgres, "PostgreSQL for " + module, shop.ports().http(postgres.name()));
  }

  private DatabaseAddress start(EmbeddedPostgres postgres, String what, int wishedPort)
      throws IOException {
    Optional<RunningProcess> running = postgres.running();
    if (running.isPresent()) {
      progress.say("%s runs already on port %d".formatted(what, running.get().port()));
      return local(running.get().port());
    }
    Ports.requireFree(wishedPort, what, postgres.name());
    long begin = progress.begin("Starting " + what);
    if (!shop.postgresBinaries().areUnpacked()) {
      shop.postgresBinaries().unpack();
    }
    if (!postgres.isInitialised()) {
      postgres.initialise(shop.secrets().superuserPassword(), undo);
    }
    int port = postgres.start(wishedPort, undo).port();
    progress.done("%s is ready on port %d".formatted(what, port), begin);
    return local(port);
  }

  /** Creates roles and schemas, and applies the migrations in {@code wars}. */
  public void prepare(DatabaseAddress address, List<Path> wars) throws IOException {
    prepare(address, wars, shop.repository().modules(), administrator(shop));
  }

  /** The same for one module, in the database of its own. */
  public void prepareOwn(String module, DatabaseAddress address, Path war) throws IOException {
    prepare(
        address,
        List.of(war),
        List.of(module),
        new Login(SUPERUSER, shop.secrets().superuserPassword()));
  }

  /** An account of a database server. */
  public record Login(String user, String password) {}

  /** The account of the shop's database that may do everything. */
  public static Login administrator(Shop shop) throws IOException {
    return shop.externalDatabase().isPresent()
        ? new Login(
            shop.settings().text(Setting.DATABASE_ADMIN_USER),
            shop.settings().text(Setting.DATABASE_ADMIN_PASSWORD))
        : new Login(SUPERUSER, shop.secrets().superuserPassword());
  }

  private void prepare(DatabaseAddress address, List<Path> wars, List<String> modules, Login login)
      throws IOException {
    long begin = System.nanoTime();
    Provisioning provisioning =
        new Provisioning(address, login.user(), login.password(), shop.secrets());
    OptionalInt applied =
        new Schemas(
                address,
                provisioning,
                shop.secrets(),
                shop.workspace().home().resolve("migrations"))
            .bringUpToDate(wars, modules);
    progress.done(
        applied.orElse(0) == 0
            ? "The schemas are up to date"
            : "Migrated the schemas, " + applied.getAsInt() + " migrations applied",
        begin);
  }

  private static DatabaseAddress local(int port) {
    return new DatabaseAddress("localhost", port, DATABASE);
  }
}
