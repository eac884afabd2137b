package dev.cleave.crash.check;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.postgresql.PGConnection;

/**
 * Puts the tables that a module has in a database of its own beside those of the other modules, in
 * place of the ones that it had there, so that SQL can compare them: within a transaction that is
 * never committed, and so unseen by the shop.
 */
public final class GatheredTables {

  private static final String TABLES =
      """
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = '%s' and c.relkind = '%s' order by c.relname
      """;

  private GatheredTables() {}

  /**
   * Copies the schema {@code module} of {@code own}.
   *
   * @param main with a transaction under way, which the caller must roll back
   */
  public static void gather(String module, Connection own, Connection main)
      throws SQLException, IOException {
    if (main.getAutoCommit()) {
      throw new IllegalStateException(
          "the tables of " + module + " can be gathered within a transaction only");
    }
    List<String> tables = list(own, TABLES.formatted(module, "r"));
    execute(main, "alter schema %1$s rename to %1$s_at_home".formatted(module));
    execute(main, "create schema " + module);
    for (String table : tables) {
      String columns = String.join(", ", columns(own, module, table));
      if (columns.isEmpty()) {
        continue;
      }
      create(own, main, module, table);
      copy(own, main, "%s.%s (%s)".formatted(module, table, columns));
      execute(main, "analyze %s.%s".formatted(module, table));
    }
    for (String view : list(own, TABLES.formatted(module, "v"))) {
      String definition =
          list(own, "select pg_get_viewdef('%s.%s'::regclass)".formatted(module, view)).get(0);
      execute(main, "set local search_path = " + module);
      execute(main, "create view %s.%s as %s".formatted(module, view, definition));
    }
    execute(main, "set local search_path to default");
  }

  /** By the columns that are there, not by those that should be. */
  private static void create(Connection own, Connection main, String module, String table)
      throws SQLException {
    String columns =
        String.join(
            ", ",
            list(
                own,
                """
                select format('%%I %%s', attname, format_type(atttypid, atttypmod)) from pg_attribute
                where attrelid = '%s.%s'::regclass and attnum > 0 and not attisdropped order by attnum
                """
                    .formatted(module, table)));
    execute(main, "create table %s.%s (%s)".formatted(module, table, columns));
  }

  private static List<String> columns(Connection own, String module, String table)
      throws SQLException {
    return list(
        own,
        """
        select quote_ident(attname) from pg_attribute
        where attrelid = '%s.%s'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
        order by attnum
        """
            .formatted(module, table));
  }

  private static void copy(Connection own, Connection main, String what)
      throws SQLException, IOException {
    try (PipedInputStream in = new PipedInputStream(1 << 16)) {
      PipedOutputStream out = new PipedOutputStream(in);
      CompletableFuture<Void> reading =
          CompletableFuture.runAsync(
              () -> {
                try (out) {
                  own.unwrap(PGConnection.class)
                      .getCopyAPI()
                      .copyOut("copy %s to stdout (format binary)".formatted(what), out);
                } catch (SQLException | IOException failure) {
                  throw new CompletionException(failure);
                }
              });
      main.unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy %s from stdin (format binary)".formatted(what), in);
      reading.join();
    }
  }

  private static List<String> list(Connection connection, String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
