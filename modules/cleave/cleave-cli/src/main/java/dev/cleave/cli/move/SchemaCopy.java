package dev.cleave.cli.move;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.ReplicationSlotInfo;

/**
 * Copies all rows of a schema as they were at one instant, and leaves a replication slot behind
 * that holds every change since that instant. The initial copy of a subscription would do the same,
 * but can be neither slowed down nor watched byte by byte.
 */
final class SchemaCopy {

  private final MovedSchema schema;
  private final Side source;
  private final Side target;
  private final long bytesPerSecond;
  private final CopyProgress progress;

  /** Told how far the copy has come. */
  interface CopyProgress {
    /** Called about once a second, and at the end of each table. */
    void copied(String table, long rows, long bytes, boolean isComplete);
  }

  SchemaCopy(
      MovedSchema schema, Side source, Side target, long bytesPerSecond, CopyProgress progress) {
    this.schema = schema;
    this.source = source;
    this.target = target;
    this.bytesPerSecond = bytesPerSecond;
    this.progress = progress;
  }

  /** What was copied. */
  record Copied(long rows, long bytes, LogSequenceNumber from) {}

  /**
   * Copies into empty tables.
   *
   * @param slot made here; the target's changes are to begin with it
   */
  Copied run(String slot) throws SQLException, IOException, InterruptedException {
    java.util.Properties properties = new java.util.Properties();
    properties.put("user", source.user());
    properties.put("password", source.password());
    properties.put("replication", "database");
    properties.put("preferQueryMode", "simple");
    properties.put("assumeMinServerVersion", "16");
    // the snapshot is valid as long as the connection that made the slot does nothing else
    try (Connection replication =
        java.sql.DriverManager.getConnection(source.address().url(), properties)) {
      ReplicationSlotInfo made =
          replication
              .unwrap(PGConnection.class)
              .getReplicationAPI()
              .createReplicationSlot()
              .logical()
              .withSlotName(slot)
              .withOutputPlugin("pgoutput")
              .make();
      return copy(made.getSnapshotName(), made.getConsistentPoint());
    }
  }

  private Copied copy(String snapshot, LogSequenceNumber from)
      throws SQLException, IOException, InterruptedException {
    long rows = 0;
    long bytes = 0;
    try (Connection out = source.connect();
        Connection in = target.connect();
        Statement reading = out.createStatement();
        Statement writing = in.createStatement()) {
      out.setAutoCommit(false);
      reading.execute("set transaction isolation level repeatable read read only");
      reading.execute("set transaction snapshot '" + snapshot + "'");
      in.setAutoCommit(false);
      writing.execute("set local session_replication_role = replica"); // no foreign keys meanwhile
      Throttle throttle = new Throttle(bytesPerSecond);
      for (String table : schema.tables(source)) {
        Copied part = copy(out, in, table, throttle, from);
        rows += part.rows();
        bytes += part.bytes();
      }
      in.commit();
    }
    for (String table : schema.tables(target)) {
      target.execute("analyze " + schema.qualified(table));
    }
    return new Copied(rows, bytes, from);
  }

  private Copied copy(
      Connection out, Connection in, String table, Throttle throttle, LogSequenceNumber from)
      throws SQLException, InterruptedException {
    String columns = columns(out, table);
    CopyManager reader = out.unwrap(PGConnection.class).getCopyAPI();
    CopyManager writer = in.unwrap(PGConnection.class).getCopyAPI();
    CopyOut rows =
        reader.copyOut(
            "copy (select %s from %s) to stdout (format binary)"
                .formatted(columns, schema.qualified(table)));
    CopyIn copies =
        writer.copyIn(
            "copy %s (%s) from stdin (format binary)".formatted(schema.qualified(table), columns));
    long bytes = 0;
    long told = System.nanoTime();
    try {
      byte[] piece = rows.readFromCopy();
      while (piece != null) {
        copies.writeToCopy(piece, 0, piece.length);
        bytes += piece.length;
        throttle.passed(piece.length);
        if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(1)) {
          told = System.nanoTime();
          progress.copied(table, rows.getHandledRowCount(), bytes, false);
        }
        piece = rows.readFromCopy();
      }
    } catch (SQLException | InterruptedException e) {
      if (copies.isActive()) {
        copies.cancelCopy();
      }
      throw e;
    }
    long count = copies.endCopy();
    progress.copied(table, count, bytes, true);
    return new Copied(count, bytes, from);
  }

  /** What is computed at the target is not copied. */
  private String columns(Connection connection, String table) throws SQLException {
    List<String> names =
        Side.column(
            connection,
            """
            select a.attname from pg_attribute a
            where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped
              and a.attgenerated = '' order by a.attnum""",
            schema.qualified(table));
    return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
  }
}
