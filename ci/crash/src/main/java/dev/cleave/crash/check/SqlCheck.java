package dev.cleave.crash.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A query whose every row is a violation.
 *
 * @param law what it checks, in words
 * @param sql one column: what is violated, and by what
 */
record SqlCheck(String law, String sql) {

  /** So that a wrong database fills no screen. */
  private static final int MOST = 20;

  List<String> violations(Connection database) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = database.createStatement()) {
      statement.setMaxRows(MOST);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          found.add(law + ": " + rows.getString(1));
        }
      }
    } catch (SQLException failure) {
      throw new SQLException(
          "\"" + law + "\" could not be checked: " + failure.getMessage(), failure);
    }
    return found;
  }
}
