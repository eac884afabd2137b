package dev.cleave.shop.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.server.SharedServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All rows of all modules, as a count and a checksum for each table, once nothing is under way any
 * more. Leases and the processes that hold them are not looked at: they are renewed for as long as
 * a process lives.
 */
record Rows(Map<String, String> tables) {
  private static final String TABLES =
      """
      select schemaname || '.' || tablename from pg_tables
      where tableowner = 'cleave_owner' and schemaname <> 'probe'
        and tablename not in ('cleave_lease', 'cleave_relay')""";

  /** By the table that tells of it: what is to be delivered or carried on by itself. */
  private static final Map<String, String> UNDER_WAY =
      Map.of(
          "cleave_outbox", "state <> 'PARKED'",
          "cleave_saga", "state in ('RUNNING', 'COMPENSATING')");

  /** The rows as they are now; empty if the database cannot be looked at. */
  static Optional<Rows> now() {
    String url = SharedServer.setting("cleave.database.url");
    if (url == null) {
      return Optional.empty();
    }
    Map<String, String> tables = new TreeMap<>();
    try (Connection connection =
            DriverManager.getConnection(
                url,
                SharedServer.setting("cleave.database.user"),
                SharedServer.setting("cleave.database.password"));
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery(TABLES)) {
        while (rows.next()) {
          tables.put(rows.getString(1), "");
        }
      }
      Target.soon(() -> assertThat(underWay(statement, tables.keySet())).isEmpty());
      for (Map.Entry<String, String> table : tables.entrySet()) {
        String sql =
            "select count(*), sum(hashtextextended(t::text, 0)) from " + table.getKey() + " t";
        try (ResultSet rows = statement.executeQuery(sql)) {
          rows.next();
          table.setValue(rows.getString(1) + " rows, checksum " + rows.getString(2));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Optional.of(new Rows(tables));
  }

  /** The tables with rows of something that is under way. */
  private static List<String> underWay(Statement statement, Set<String> tables)
      throws SQLException {
    List<String> found = new ArrayList<>();
    for (String table : tables) {
      String condition = UNDER_WAY.get(table.substring(table.indexOf('.') + 1));
      if (condition != null) {
        String sql = "select exists (select from %s where %s)".formatted(table, condition);
        try (ResultSet row = statement.executeQuery(sql)) {
          row.next();
          if (row.getBoolean(1)) {
            found.add(table);
          }
        }
      }
    }
    return found;
  }
}
