package dev.cleave.cli.postgres;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.Secrets;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a server to what the shop needs: one database, an owner of everything in it, and per
 * module a schema and a role that owns nothing and reaches only that schema. Safe to repeat.
 */
public final class Provisioning {

  /** The role that owns schemas and tables; only migrations use it. */
  public static final String OWNER = "cleave_owner";

  private final DatabaseAddress address;
  private final String user;
  private final String password;
  private final Secrets secrets;

  /**
   * Provisions {@code address}.
   *
   * @param user may create roles and databases
   */
  public Provisioning(DatabaseAddress address, String user, String password, Secrets secrets) {
    this.address = address;
    this.user = user;
    this.password = password;
    this.secrets = secrets;
  }

  /** The role of a module. */
  public static String role(String module) {
    return "cleave_" + module;
  }

  /** Creates what is missing for {@code modules} and sets the grants of what is there. */
  public void provision(List<String> modules) throws IOException {
    try {
      try (Connection server = connect(address.database("postgres"))) {
        role(server, OWNER, secrets.ownerPassword());
        for (String module : modules) {
          role(server, role(module), secrets.modulePassword(module));
        }
        createDatabase(server);
      }
      try (Connection database = connect(address)) {
        database.setAutoCommit(false);
        grantDatabase(database, modules);
        for (String module : modules) {
          grantSchema(database, module);
        }
        database.commit();
      }
    } catch (SQLException failure) {
      throw new CommandFailed(
          "the database " + address.url() + " could not be set up: " + failure.getMessage(),
          failure);
    }
  }

  private Connection connect(DatabaseAddress where) throws SQLException {
    return DriverManager.getConnection(where.url(), user, password);
  }

  private static void role(Connection server, String role, String password) throws SQLException {
    String verb =
        exists(server, "select 1 from pg_roles where rolname = ?", role) ? "alter" : "create";
    execute(
        server,
        verb
            + " role %s with login nosuperuser nocreatedb nocreaterole noreplication password '%s'"
                .formatted(role, password.replace("'", "''")));
  }

  private void createDatabase(Connection server) throws SQLException {
    if (exists(server, "select 1 from pg_database where datname = ?", address.name())) {
      return;
    }
    // Whoever is no superuser must be a member of the owner to give something to it.
    execute(server, "grant %s to current_user".formatted(OWNER));
    execute(server, "create database \"%s\" owner %s".formatted(address.name(), OWNER));
  }

  private void grantDatabase(Connection database, List<String> modules) throws SQLException {
    execute(database, "revoke all on database \"%s\" from public".formatted(address.name()));
    execute(database, "revoke all on schema public from public");
    for (String module : modules) {
      execute(
          database,
          "grant connect on database \"%s\" to %s".formatted(address.name(), role(module)));
      execute(
          database,
          "alter role %s in database \"%s\" set search_path = %s"
              .formatted(role(module), address.name(), module));
    }
  }

  private static void grantSchema(Connection database, String module) throws SQLException {
    String role = role(module);
    execute(database, "create schema if not exists %s authorization %s".formatted(module, OWNER));
    execute(database, "grant usage on schema %s to %s".formatted(module, role));
    String defaults =
        "alter default privileges for role %s in schema %s grant ".formatted(OWNER, module);
    execute(database, defaults + "select, insert, update, delete on tables to " + role);
    execute(database, defaults + "usage, select on sequences to " + role);
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
