package dev.cleave.cli.report;

import dev.cleave.cli.report.Finding.Severity;
import dev.cleave.cli.report.ModuleData.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads what one schema holds from the catalogue of a running PostgreSQL; changes nothing. */
final class Schema {
  /** Beyond this size PostgreSQL's own estimate will do. */
  private static final long COUNTED_BYTES = 64L << 20;

  private static final String TABLES =
      """
      select c.relname, c.relpersistence, c.relreplident,
        exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary),
        greatest(c.reltuples, 0)::bigint, pg_total_relation_size(c.oid)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ? and c.relkind = 'r'
      order by c.relname""";
  private static final String SEQUENCES =
      "select sequencename from pg_sequences where schemaname = ? order by sequencename";
  private static final String LARGE_OBJECTS =
      """
      select c.relname || '.' || a.attname
      from pg_attribute a join pg_class c on c.oid = a.attrelid
        join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
      where n.nspname = ? and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and t.typname in ('oid', 'lo')
      order by 1""";
  private static final String FOREIGN_KEYS =
      """
      select f.conname, here.nspname || '.' || t.relname, there.nspname || '.' || r.relname
      from pg_constraint f
        join pg_class t on t.oid = f.conrelid join pg_namespace here on here.oid = t.relnamespace
        join pg_class r on r.oid = f.confrelid join pg_namespace there on there.oid = r.relnamespace
      where f.contype = 'f' and here.oid <> there.oid and ? in (here.nspname, there.nspname)
      order by 2, 1""";

  private final Connection connection;
  private final String name;
  private final List<Table> tables = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private Schema(Connection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  static ModuleData read(Connection connection, String module) throws SQLException {
    Schema schema = new Schema(connection, module.replace('-', '_'));
    schema.readTables();
    schema.each(LARGE_OBJECTS, schema::largeObject);
    schema.each(FOREIGN_KEYS, schema::foreignKey);
    List<String> sequences = new ArrayList<>();
    schema.each(SEQUENCES, row -> sequences.add(row.getString(1)));
    return new ModuleData(schema.name, schema.tables, sequences, schema.findings);
  }

  @FunctionalInterface
  private interface Row {
    void take(ResultSet row) throws SQLException;
  }

  private void each(String sql, Row taker) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          taker.take(rows);
        }
      }
    }
  }

  private void readTables() throws SQLException {
    each(
        TABLES,
        row -> {
          String table = row.getString(1);
          judge(table, row.getString(2), row.getString(3), row.getBoolean(4));
          long bytes = row.getLong(6);
          boolean isEstimate = bytes > COUNTED_BYTES;
          tables.add(
              new Table(table, isEstimate ? row.getLong(5) : count(table), isEstimate, bytes));
        });
  }

  private long count(String table) throws SQLException {
    String sql = "select count(*) from \"%s\".\"%s\"".formatted(name, table.replace("\"", "\"\""));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void judge(String table, String persistence, String identity, boolean hasPrimaryKey) {
    if (!persistence.equals("p")) {
      block(
          "the table is unlogged: its rows do not replicate",
          name + "." + table,
          "alter table %s.%s set logged, in a migration".formatted(name, table));
    }
    if (identity.equals("n") || identity.equals("d") && !hasPrimaryKey) {
      block(
          "the table has no replica identity: its changes could not be followed",
          name + "." + table,
          "a primary key, or replica identity using a unique index");
    }
  }

  private void largeObject(ResultSet row) throws SQLException {
    block(
        "the column refers to a large object, which does not replicate",
        name + "." + row.getString(1),
        "bytea, or a store for files");
  }

  private void foreignKey(ResultSet row) throws SQLException {
    block(
        "the foreign key %s from %s to %s leaves the schema"
            .formatted(row.getString(1), row.getString(2), row.getString(3)),
        row.getString(2),
        "drop it: the other module's contract tells whether something exists");
  }

  private void block(String what, String where, String remedy) {
    findings.add(new Finding(Severity.BLOCKS, what, where, remedy));
  }
}
