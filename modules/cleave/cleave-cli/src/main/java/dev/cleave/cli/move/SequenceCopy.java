package dev.cleave.cli.move;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Sets the target's sequences to where the source's stand: replication does not carry them. */
final class SequenceCopy {

  private final MovedSchema schema;

  SequenceCopy(MovedSchema schema) {
    this.schema = schema;
  }

  /** Returns how many were set. */
  int run(Connection from, Connection to) throws SQLException {
    List<String> sequences =
        Side.column(
            from,
            "select relname from pg_class where relnamespace = ?::regnamespace and relkind = 'S'",
            schema.name());
    try (Statement read = from.createStatement();
        Statement write = to.createStatement()) {
      for (String sequence : sequences) {
        String name = schema.qualified(sequence);
        try (ResultSet row = read.executeQuery("select last_value, is_called from " + name)) {
          row.next();
          write.execute(
              "select setval('%s', %d, %s)".formatted(name, row.getLong(1), row.getBoolean(2)));
        }
      }
    }
    return sequences.size();
  }
}
