package dev.cleave.cli.move;

import dev.cleave.cli.CommandFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Logical replication of one schema from one database to another: publication and slot at the
 * source, subscription at the target. Only what was written at the source itself is sent ({@code
 * origin = none}), so that two links in opposite directions do not send each other's changes back.
 * Every method may be repeated.
 */
final class Link {

  private static final long POLL_MILLIS = 5;
  private static final Duration OBJECT_IN_USE = Duration.ofSeconds(30);

  private final MovedSchema schema;
  private final Side source;
  private final Side target;

  Link(MovedSchema schema, Side source, Side target) {
    this.schema = schema;
    this.source = source;
    this.target = target;
  }

  String slot() {
    return schema.slot(source);
  }

  /** Makes what the source needs before a slot is made. */
  void publish() throws SQLException {
    if (source.has("select 1 from pg_publication where pubname = ?", schema.publication())) {
      return;
    }
    makeMarker(source);
    String tables =
        Stream.concat(schema.tables(source).stream(), Stream.of(MovedSchema.MARKER))
            .map(schema::qualified)
            .collect(Collectors.joining(", "));
    source.execute("create publication %s for table %s".formatted(schema.publication(), tables));
  }

  /** It belongs to whoever owns the schema, as all tables in it do. */
  private void makeMarker(Side side) throws SQLException {
    String owner =
        side.column(
                "select quote_ident(pg_get_userbyid(nspowner)) from pg_namespace where nspname = ?",
                schema.name())
            .get(0);
    side.execute(
        "create table if not exists %s (side text primary key, marker bigint not null)"
            .formatted(schema.qualified(MovedSchema.MARKER)),
        "alter table %s owner to %s".formatted(schema.qualified(MovedSchema.MARKER), owner),
        "revoke all on %s from %s".formatted(schema.qualified(MovedSchema.MARKER), schema.role()));
  }

  /** Makes the slot if {@link SchemaCopy} has not: changes from now on are kept for the target. */
  void keepChanges() throws SQLException {
    if (!source.has("select 1 from pg_replication_slots where slot_name = ?", slot())) {
      source.execute(
          "set statement_timeout = '30s'",
          "select pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(slot()));
    }
  }

  /** Lets the target follow from the slot on. */
  void subscribe() throws SQLException {
    makeMarker(target);
    if (isSubscribed()) {
      return;
    }
    target.execute(
        "create subscription %s connection '%s' publication %s with (create_slot = false, slot_name = '%s', copy_data = false, origin = none, disable_on_error = true)"
            .formatted(
                schema.subscription(),
                source.connectionString().replace("'", "''"),
                schema.publication(),
                slot()));
  }

  boolean isSubscribed() throws SQLException {
    return target.has(
        "select 1 from pg_subscription s join pg_database d on d.oid = s.subdbid"
            + " where s.subname = ? and d.datname = current_database()",
        schema.subscription());
  }

  /**
   * Writes a mark at the source and waits until the target has it: changes arrive in the order of
   * their commits, so everything that was committed before is there too.
   *
   * @return how long it took
   * @throws FallsBehind when it has not arrived within {@code patience}
   */
  Duration awaitArrival(Duration patience) throws SQLException, InterruptedException {
    try (Connection from = source.connect();
        Connection to = target.connect()) {
      return awaitArrival(from, to, patience);
    }
  }

  /** The same over connections that are open already. */
  Duration awaitArrival(Connection from, Connection to, Duration patience)
      throws SQLException, InterruptedException {
    long begin = System.nanoTime();
    String marker = Long.toString(begin);
    try (var insert =
        from.prepareStatement(
            "insert into %s values (?, ?) on conflict (side) do update set marker = excluded.marker"
                .formatted(schema.qualified(MovedSchema.MARKER)))) {
      insert.setString(1, source.name());
      insert.setLong(2, begin);
      insert.executeUpdate();
    }
    String look = "select marker from %s where side = ?";
    while (!Side.column(to, look.formatted(schema.qualified(MovedSchema.MARKER)), source.name())
        .equals(List.of(marker))) {
      if (System.nanoTime() - begin > patience.toNanos()) {
        throw new FallsBehind(
            "the %s database does not follow the %s one: what was written %d ms ago has not arrived%s"
                .formatted(
                    target.name(),
                    source.name(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
                    reason()));
      }
      Thread.sleep(POLL_MILLIS);
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private String reason() throws SQLException {
    List<String> lag =
        source.column(
            "select pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn))"
                + " from pg_replication_slots where slot_name = ?",
            slot());
    boolean isDisabled =
        target.has(
            "select 1 from pg_subscription where subname = ? and not subenabled",
            schema.subscription());
    String waiting = lag.isEmpty() ? "; its slot is gone" : "; " + lag.get(0) + " wait";
    return isDisabled
        ? waiting + "; a change could not be applied, and the log of that server says why"
        : waiting;
  }

  /** Ends the replication and removes what it left at both sides, as far as they answer. */
  void cut() throws SQLException, InterruptedException {
    if (isSubscribed()) {
      target.execute(
          "alter subscription %s disable".formatted(schema.subscription()),
          "alter subscription %s set (slot_name = none)".formatted(schema.subscription()),
          "drop subscription %s".formatted(schema.subscription()));
    }
    cutSource();
  }

  /** What {@link #cut} does at the source, for when the target is gone for good. */
  void cutSource() throws SQLException, InterruptedException {
    long end = System.nanoTime() + OBJECT_IN_USE.toNanos();
    while (hasSlot()) {
      try {
        source.execute("select pg_drop_replication_slot('%s')".formatted(slot()));
      } catch (SQLException inUse) {
        if (System.nanoTime() - end > 0) {
          throw inUse;
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
    source.execute("drop publication if exists " + schema.publication());
  }

  private boolean hasSlot() throws SQLException {
    return source.has("select 1 from pg_replication_slots where slot_name = ?", slot());
  }

  /** A target that is too slow, or cut off. */
  static final class FallsBehind extends CommandFailed {
    private static final long serialVersionUID = 1L;

    FallsBehind(String message) {
      super(message);
    }
  }
}
