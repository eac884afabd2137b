package dev.cleave.cli.move;

import dev.cleave.cli.CommandFailed;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Lets one operator at a time move a schema, from whatever machine. The database holds the lock,
 * and ends it with the connection, however the command ends.
 */
public final class MoveLock implements AutoCloseable {

  private final Connection connection;

  private MoveLock(Connection connection) {
    this.connection = connection;
  }

  /**
   * Takes the lock where the schema is at home.
   *
   * @throws CommandFailed when somebody else moves the schema, saying who
   */
  public static MoveLock of(MovedSchema schema, Side home) {
    String lock = "hashtextextended('" + schema.publication() + "', 0)";
    try {
      Connection connection = home.connect();
      if (!Side.column(connection, "select 1 where pg_try_advisory_lock(" + lock + ")").isEmpty()) {
        return new MoveLock(connection);
      }
      String holder =
          Side.column(
                  connection,
                  "select format('process %s of the database, from %s since %s', a.pid,"
                      + " coalesce(host(a.client_addr), 'its machine'), date_trunc('second', a.backend_start))"
                      + " from pg_locks l join pg_stat_activity a on a.pid = l.pid"
                      + " where l.locktype = 'advisory' and l.granted and a.application_name = 'cleave move'"
                      + " and a.pid <> pg_backend_pid() limit 1")
              .stream()
              .findFirst()
              .orElse("another session");
      connection.close();
      throw new CommandFailed(
          "somebody else moves the schema %s (%s): wait until that has ended; nothing was done"
              .formatted(schema.name(), holder));
    } catch (SQLException failure) {
      throw new CommandFailed(
          "the lock of the schema %s cannot be taken: %s"
              .formatted(schema.name(), failure.getMessage()),
          failure);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException harmless) {
      // the lock ends with the connection
    }
  }
}
