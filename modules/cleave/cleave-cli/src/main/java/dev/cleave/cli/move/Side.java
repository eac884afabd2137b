package dev.cleave.cli.move;

import dev.cleave.cli.postgres.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * One of the two databases of a move, with an account that may replicate: a superuser, or one that
 * has what {@link Preflight} asks for.
 *
 * @param name in messages
 * @param address of the database
 * @param user the account
 * @param password of the account
 */
public record Side(String name, DatabaseAddress address, String user, String password) {

  private static final String LOGIN_SECONDS = "10";

  /** A new connection, for the caller to close. */
  Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.put("user", user);
    properties.put("password", password);
    properties.put("loginTimeout", LOGIN_SECONDS);
    properties.put("ApplicationName", "cleave move");
    return DriverManager.getConnection(address.url(), properties);
  }

  /** How the other server reaches this one (libpq's connection string). */
  String connectionString() {
    return "host=%s port=%d dbname=%s user=%s password=%s application_name=cleave_move"
        .formatted(
            quoted(address.host()),
            address.port(),
            quoted(address.name()),
            quoted(user),
            quoted(password));
  }

  private static String quoted(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** Carries statements out, each in a transaction of its own. */
  void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of what a query finds, as text. */
  List<String> column(String query, Object... parameters) throws SQLException {
    try (Connection connection = connect()) {
      return column(connection, query, parameters);
    }
  }

  static List<String> column(Connection connection, String query, Object... parameters)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 1, parameters[i]);
      }
      List<String> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }

  /** Whether a query finds anything. */
  boolean has(String query, Object... parameters) throws SQLException {
    return !column(query, parameters).isEmpty();
  }
}
