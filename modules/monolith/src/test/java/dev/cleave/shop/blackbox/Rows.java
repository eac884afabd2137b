package dev.cleave.shop.blackbox;

import dev.cleave.shop.server.SharedServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All rows of all modules, as a count and a checksum for each table. */
record Rows(Map<String, String> tables) {
  private static final String TABLES =
      """
      select schemaname || '.' || tablename from pg_tables
      where schemaname in ('accounts', 'catalog', 'inventory', 'ordering')""";

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
}
