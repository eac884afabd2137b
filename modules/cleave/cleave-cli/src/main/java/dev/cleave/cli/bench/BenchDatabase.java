package dev.cleave.cli.bench;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.DatabaseStart;
import dev.cleave.cli.Progress;
import dev.cleave.cli.Shop;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.postgres.Migrations;
import dev.cleave.cli.postgres.Provisioning;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The PostgreSQL server of the measurements, with settings as PostgreSQL has them by default. */
final class BenchDatabase {

  /** The modules in the WAR that have tables. */
  static final List<String> MODULES = List.of("benchordering", "benchinventory");

  private static final String SUPERUSER = "postgres";

  private final Shop shop;
  private final Undo undo;
  private final DatabaseAddress address;

  private BenchDatabase(Shop shop, Undo undo, DatabaseAddress address) {
    this.shop = shop;
    this.undo = undo;
    this.address = address;
  }

  /** Starts it; {@code undo} stops it. */
  static BenchDatabase start(Shop shop, Progress progress, Undo undo) throws IOException {
    return new BenchDatabase(shop, undo, new DatabaseStart(shop, progress, undo).address());
  }

  /** Creates roles, schemas and tables of the modules in the WAR of {@code bench}. */
  void prepare(Deployment bench) throws IOException {
    new Provisioning(address, SUPERUSER, shop.secrets().superuserPassword(), shop.secrets())
        .provision(MODULES);
    Migrations migrations = new Migrations(address, shop.secrets().ownerPassword());
    for (String module : MODULES) {
      Path folder = bench.directory().resolve("src/main/resources/db/migration").resolve(module);
      migrations.apply(bench.war(), module, folder, shop.workspace().home().resolve("migrations"));
    }
  }

  /** What a server is told of it. */
  Map<String, String> variables() throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("db.host", address.host());
    variables.put("db.port", Integer.toString(address.port()));
    variables.put("db.name", address.name());
    for (String module : MODULES) {
      variables.put("db." + module + ".password", shop.secrets().modulePassword(module));
    }
    return variables;
  }

  /** Where the database of the WAR is. */
  DatabaseAddress address() {
    return address;
  }

  /** The process number of the server. */
  long pid() {
    return shop.embeddedPostgres()
        .running()
        .orElseThrow(() -> new CommandFailed("PostgreSQL ended while it was measured"))
        .pid();
  }

  /** Creates a further database with an owner of the same name. */
  DatabaseAddress create(String name) throws IOException {
    execute(
        "create role %s with login password '%s'"
            .formatted(name, shop.secrets().modulePassword(name)));
    execute("create database %1$s owner %1$s".formatted(name));
    return address.database(name);
  }

  /** A connection of the superuser to one of the databases. */
  Connection connect(DatabaseAddress to) throws IOException {
    try {
      return DriverManager.getConnection(to.url(), SUPERUSER, shop.secrets().superuserPassword());
    } catch (SQLException failure) {
      throw new CommandFailed("%s: %s".formatted(to.url(), failure.getMessage()), failure);
    }
  }

  /**
   * Restarts the server with the module that counts statements, which rests until it is asked to
   * count.
   */
  void loadStatementCounter() throws IOException {
    execute("alter system set shared_preload_libraries = 'pg_stat_statements'");
    countStatements(false);
    shop.embeddedPostgres().stop();
    shop.embeddedPostgres().start(address.port(), undo);
  }

  /** Makes what was counted visible in the database of the WAR. */
  void showCountedStatements() throws IOException {
    execute(address, "create extension pg_stat_statements");
  }

  /** Begins to count statements, or ceases to. */
  void countStatements(boolean counting) throws IOException {
    execute("alter system set compute_query_id = " + (counting ? "on" : "off"));
    execute("alter system set pg_stat_statements.track = " + (counting ? "'all'" : "'none'"));
    execute("select pg_reload_conf()");
  }

  private void execute(String sql) throws IOException {
    execute(address.database("postgres"), sql);
  }

  private void execute(DatabaseAddress in, String sql) throws IOException {
    try (Connection server = connect(in);
        Statement statement = server.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  private static CommandFailed failed(SQLException failure) {
    return new CommandFailed(
        "the database of the bench could not be prepared: " + failure.getMessage(), failure);
  }
}
