package dev.cleave.cli.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Shuts a module's role out of its schema in one database: whatever still runs there, nothing of it
 * can write any more. Every method may be repeated.
 */
final class DatabaseFence {

  private static final long POLL_MILLIS = 5;

  private final MovedSchema schema;
  private final Side side;

  DatabaseFence(MovedSchema schema, Side side) {
    this.schema = schema;
    this.side = side;
  }

  /** Something that may not be cut short is under way. */
  static final class Busy extends Exception {
    private static final long serialVersionUID = 1L;

    Busy(String message) {
      super(message);
    }
  }

  /** Transactions of the role that have been open for longer than {@code length}. */
  List<String> longTransactions(Duration length) throws SQLException {
    return side.column(
        """
        select format('a transaction of %s is open since %s s (process %s: %s)', usename,
          round(extract(epoch from now() - xact_start)::numeric, 1), pid, left(query, 80))
        from pg_stat_activity
        where usename = ? and datname = current_database() and xact_start < now() - ? * interval '1 millisecond'
        order by xact_start""",
        schema.role(), length.toMillis());
  }

  /**
   * Takes the role's rights, and ends its sessions once they are idle.
   *
   * @throws Busy when one is not idle within {@code patience}, or a transaction is prepared; then
   *     the rights are to be given back
   */
  void close(Duration patience) throws SQLException, Busy, InterruptedException {
    try (Connection connection = side.connect()) {
      close(connection, patience);
    }
  }

  /** The same over a connection that is open already. */
  void close(Connection connection, Duration patience)
      throws SQLException, Busy, InterruptedException {
    String name = schema.name();
    String role = schema.role();
    long end = System.nanoTime() + patience.toNanos();
    try (Statement statement = connection.createStatement()) {
      while (true) {
        List<String> open = Side.column(connection, OPEN, role);
        if (open.isEmpty()) {
          break;
        }
        if (System.nanoTime() - end > 0) {
          throw new Busy("a transaction of %s does not end: %s".formatted(role, open.get(0)));
        }
        Thread.sleep(POLL_MILLIS);
      }
      statement.execute("set lock_timeout = '%dms'".formatted(Math.max(patience.toMillis(), 1)));
      connection.setAutoCommit(false);
      statement.execute("revoke all on all tables in schema \"%s\" from %s".formatted(name, role));
      statement.execute(
          "revoke all on all sequences in schema \"%s\" from %s".formatted(name, role));
      statement.execute("revoke usage on schema \"%s\" from %s".formatted(name, role));
      connection.commit();
      connection.setAutoCommit(true);
      List<String> prepared =
          Side.column(
              connection,
              "select gid from pg_prepared_xacts where owner = ? and database = current_database()",
              role);
      if (!prepared.isEmpty()) {
        throw new Busy(
            "%d transactions of %s are prepared and not decided: they hold locks and may still commit"
                .formatted(prepared.size(), role));
      }
      // sessions that begin from now on have no rights
      String now = Side.column(connection, "select clock_timestamp()::text").get(0);
      while (!Side.column(connection, END, role, now).isEmpty()) {
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  private static final String OPEN =
      """
      select left(query, 80) from pg_stat_activity
      where usename = ? and datname = current_database()
        and (state = 'active' or state like 'idle in transaction%')""";
  private static final String END =
      """
      select pg_terminate_backend(pid)::text from pg_stat_activity
      where usename = ? and datname = current_database() and backend_start < ?::timestamptz""";

  /** Gives the role its rights. */
  void open() throws SQLException {
    try (Connection connection = side.connect()) {
      open(connection);
    }
  }

  /** The same over a connection that is open already. */
  void open(Connection connection) throws SQLException {
    String name = schema.name();
    String role = schema.role();
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("grant usage on schema \"%s\" to %s".formatted(name, role));
      for (String table : schema.tables(connection)) {
        statement.execute(
            "grant select, insert, update, delete on %s to %s"
                .formatted(schema.qualified(table), role));
      }
      statement.execute(
          "grant usage, select on all sequences in schema \"%s\" to %s".formatted(name, role));
      for (String history : List.of("cleave_history", "flyway_history")) {
        if (!Side.column(
                connection,
                "select 1 from pg_class where relnamespace = ?::regnamespace and relname = ?",
                name,
                history)
            .isEmpty()) {
          statement.execute("grant select on %s to %s".formatted(schema.qualified(history), role));
        }
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  /** Lets a role that is shut out read, and nothing else. */
  void openForReading() throws SQLException {
    side.execute("grant usage on schema \"%s\" to %s".formatted(schema.name(), schema.role()));
    side.execute(
        "grant select on all tables in schema \"%s\" to %s"
            .formatted(schema.name(), schema.role()));
  }

  /** Whether the role is shut out: it may at most read. */
  boolean isClosed() throws SQLException {
    return side.has(
        """
        select 1 where not has_schema_privilege(?, ?, 'usage') or exists (
          select 1 from pg_class where relnamespace = ?::regnamespace and relname = 'cleave_inbox'
            and not has_table_privilege(?, oid, 'insert'))""",
        schema.role(),
        schema.name(),
        schema.name(),
        schema.role());
  }
}
