package dev.cleave.cli.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The schema of a module as something that moves: all tables but the histories of its migrations,
 * which the target gets by being migrated itself.
 *
 * @param name of the schema and of the module
 * @param role that the module's service logs in as
 */
public record MovedSchema(String name, String role) {

  /** Told through replication, to see that all that was written before has arrived. */
  static final String MARKER = "cleave_extraction";

  private static final String TABLES =
      """
      select c.relname from pg_class c
      where c.relnamespace = ?::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname not in ('cleave_history', 'flyway_history', 'cleave_extraction')
      order by c.relname""";

  /** The names of the tables that move, in alphabetical order. */
  List<String> tables(Side side) throws SQLException {
    return side.column(TABLES, name);
  }

  List<String> tables(Connection connection) throws SQLException {
    return Side.column(connection, TABLES, name);
  }

  /** A table with its schema, for SQL. */
  String qualified(String table) {
    return "\"%s\".\"%s\"".formatted(name, table);
  }

  String publication() {
    return "cleave_move_" + name;
  }

  /** The slot of the server that is followed; slots are named across all databases of a server. */
  String slot(Side source) {
    return "cleave_move_%s_%s".formatted(name, source.name());
  }

  String subscription() {
    return "cleave_move_" + name;
  }
}
