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
    EmbeddedPostgres postgres = shop.embeddedPostgres();
    Optional<RunningProcess> running = postgres.running();
    if (running.isPresent()) {
      progress.say("PostgreSQL runs already on port " + running.get().port());
      return local(running.get().port());
    }
    long begin = progress.begin("Starting PostgreSQL");
    if (!shop.postgresBinaries().areUnpacked()) {
      shop.postgresBinaries().unpack();
    }
    if (!postgres.isInitialised()) {
      postgres.initialise(shop.secrets().superuserPassword(), undo);
    }
    int port = postgres.start(shop.ports().postgres(), undo).port();
    progress.done("PostgreSQL is ready on port " + port, begin);
    return local(port);
  }

  /** Creates roles and schemas, and applies the migrations in {@code wars}. */
  void prepare(DatabaseAddress address, List<Path> wars) throws IOException {
    long begin = System.nanoTime();
    List<String> modules = shop.repository().modules();
    boolean isExternal = shop.externalDatabase().isPresent();
    String user = isExternal ? shop.settings().text(Setting.DATABASE_ADMIN_USER) : SUPERUSER;
    String password =
        isExternal
            ? shop.settings().text(Setting.DATABASE_ADMIN_PASSWORD)
            : shop.secrets().superuserPassword();
    Provisioning provisioning = new Provisioning(address, user, password, shop.secrets());
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
