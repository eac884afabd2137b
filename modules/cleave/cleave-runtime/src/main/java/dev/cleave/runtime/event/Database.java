package dev.cleave.runtime.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The database of a module. A statement takes part in the transaction of the thread if there is
 * one, and is a transaction of its own if not.
 */
record Database(String module, Supplier<DataSource> dataSource) {
  /** Something to do with a prepared statement. */
  @FunctionalInterface
  interface Use<T> {
    T with(Connection connection, PreparedStatement statement) throws SQLException;
  }

  <T> T run(String sql, Use<T> use) throws SQLException {
    try (Connection connection = dataSource.get().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return use.with(connection, statement);
    }
  }

  void execute(String sql) throws SQLException {
    run(sql, (connection, statement) -> statement.execute());
  }
}
