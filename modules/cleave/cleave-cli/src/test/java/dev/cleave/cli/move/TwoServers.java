package dev.cleave.cli.move;

import dev.cleave.cli.FileTree;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.postgres.EmbeddedPostgres;
import dev.cleave.cli.postgres.PostgresBinaries;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Two real servers, each with a database that has a schema {@code shipping} and its role. */
final class TwoServers implements AutoCloseable {

  static final MovedSchema SCHEMA = new MovedSchema("shipping", "cleave_shipping");
  private static final String PASSWORD = "secret";
  private static final String SUPERUSER_PASSWORD = "it's secret";

  private final Path folder;
  private final Undo undo = new Undo(() -> {});
  final Side home;
  final Side own;
  final EmbeddedPostgres ownServer;

  TwoServers() throws IOException, SQLException {
    folder = Files.createTempDirectory("two servers ");
    PostgresBinaries binaries = new PostgresBinaries(folder.resolve("software/postgresql"));
    binaries.unpack();
    EmbeddedPostgres homeServer = server(binaries, "home");
    ownServer = server(binaries, "own");
    home = side("home", homeServer);
    own = side("own", ownServer);
  }

  private EmbeddedPostgres server(PostgresBinaries binaries, String name) throws IOException {
    EmbeddedPostgres server =
        new EmbeddedPostgres(
            name, binaries, folder.resolve(name), folder.resolve("logs/" + name + ".log"));
    server.initialise(SUPERUSER_PASSWORD, undo);
    server.start(freePort(), undo);
    return server;
  }

  private static Side side(String name, EmbeddedPostgres server) throws SQLException {
    int port = server.running().orElseThrow().port();
    Side postgres =
        new Side(
            name,
            new DatabaseAddress("localhost", port, "postgres"),
            "postgres",
            SUPERUSER_PASSWORD);
    postgres.execute(
        "create role cleave_owner",
        "create role cleave_shipping login password '%s'".formatted(PASSWORD),
        "create database cleave");
    return new Side(
        name, new DatabaseAddress("localhost", port, "cleave"), "postgres", SUPERUSER_PASSWORD);
  }

  /** The schema as migrations would leave it, without rows, on both sides. */
  void migrate() throws SQLException {
    for (Side side : List.of(home, own)) {
      for (Side other : List.of(home, own)) {
        if (other != side) {
          forget(side, other);
        }
      }
    }
    for (Side side : List.of(home, own)) {
      side.execute(
          "drop schema if exists shipping cascade",
          "create schema shipping",
          "create table shipping.flyway_history (rank int primary key)",
          "insert into shipping.flyway_history values (1)",
          "create table shipping.customer (id bigint generated always as identity primary key, name text not null)",
          "create table shipping.parcel (id uuid primary key, customer bigint not null references shipping.customer, weight numeric(10,3), sent timestamptz, label bytea, heavy boolean generated always as (weight > 10) stored)",
          "create table shipping.cleave_inbox (idempotency_key text primary key)",
          "create table shipping.cleave_received (event_id uuid primary key)",
          "create function shipping.refuse() returns trigger language plpgsql as $$ begin raise exception 'append-only'; end $$",
          "create trigger no_truncate before truncate on shipping.parcel execute function shipping.refuse()");
      new DatabaseFence(SCHEMA, side).open();
    }
  }

  private static void forget(Side source, Side target) throws SQLException {
    Link link = new Link(SCHEMA, source, target);
    try {
      if (target.has("select 1 from pg_namespace where nspname = 'shipping'")) {
        link.cut();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A connection of the module's own role. */
  Connection asModule(Side side) throws SQLException {
    Connection connection =
        DriverManager.getConnection(side.address().url(), SCHEMA.role(), PASSWORD);
    try (var statement = connection.createStatement()) {
      statement.execute("set search_path = shipping");
    }
    return connection;
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void addCustomers(Side side, int count) throws SQLException {
    side.execute(
        "insert into shipping.customer (name) select 'customer ' || n from generate_series(1, %d) n"
            .formatted(count),
        "insert into shipping.parcel (id, customer, weight, sent, label) select gen_random_uuid(), id, id * 0.125, now(), '\\x00ff' from shipping.customer where not exists (select from shipping.parcel p where p.customer = customer.id)");
  }

  long count(Side side, String table) throws SQLException {
    return Long.parseLong(side.column("select count(*) from shipping." + table).get(0));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    undo.close();
    FileTree.delete(folder);
  }
}
