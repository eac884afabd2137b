package dev.cleave.runtime.event;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The table {@code cleave_read_model} of one module. */
final class ReadModels {
  private static final String MAKE =
      "insert into cleave_read_model (name) values (?) on conflict do nothing";
  private static final String BEGIN =
      """
      update cleave_read_model set building = coalesce(building, active + 1)
      where name = ? returning active, building""";
  private static final String LOCK = "select pg_advisory_xact_lock(?)";
  private static final String SWITCH =
      "update cleave_read_model set active = building, building = null where name = ? and building = ?";

  private final Database database;

  ReadModels(Database database) {
    this.database = database;
  }

  /** The generations of a read model while one is being built. */
  record Generations(int active, int building) {}

  /** Makes the row of a read model that has none. */
  void make(String name) throws SQLException {
    database.run(
        MAKE,
        (connection, insert) -> {
          insert.setString(1, name);
          return insert.executeUpdate();
        });
  }

  /** Begins a new generation, or goes on with the one that was begun. */
  Generations begin(String name) throws SQLException {
    make(name);
    return database.run(
        BEGIN,
        (connection, update) -> {
          update.setString(1, name);
          try (ResultSet rows = update.executeQuery()) {
            rows.next();
            return new Generations(rows.getInt(1), rows.getInt(2));
          }
        });
  }

  /**
   * Makes the new generation the one that is read, in the transaction that is open; waits for
   * deliveries that are under way, so that none is written to a generation that is gone.
   */
  void switchTo(String name, int generation) throws SQLException {
    database.run(
        LOCK,
        (connection, select) -> {
          select.setLong(1, Partitions.lockOfReadModel(database.module(), name));
          return select.execute();
        });
    database.run(
        SWITCH,
        (connection, update) -> {
          update.setString(1, name);
          update.setInt(2, generation);
          return update.executeUpdate();
        });
  }
}
