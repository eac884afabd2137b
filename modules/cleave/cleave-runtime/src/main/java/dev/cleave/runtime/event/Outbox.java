package dev.cleave.runtime.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The deliveries of one subscription in its publisher's table {@code cleave_outbox}. Whatever
 * changes a row is fenced: it has no effect if the lane has changed hands.
 */
final class Outbox {
  private static final String COLUMNS =
      """
      c.position, c.partition / 8, c.key, c.attempts, e.event_id, e.type, e.payload,
        e.published_at, e.traceparent""";

  /** Limits are literals, since the planner takes an unknown limit for a tenth of the table. */
  private static final String CLAIM =
      """
      with done as (
        delete from cleave_outbox o
        using unnest(?::int[], ?::bigint[]) held (lane, fence), cleave_lease l
        where o.subscription = ? and o.position = any (?::bigint[]) and o.partition / 8 = held.lane
          and l.subscription = o.subscription and l.lane = held.lane and l.fence = held.fence
          and l.holder = ?)
      select %s,
        exists (
          select from cleave_outbox b
          where b.subscription = ? and b.key = c.key and b.state <> 'PENDING'
            and b.position < c.position) as held_up
      from unnest(?::int[]) n (lane)
        cross join lateral (
          select o.position, o.partition, o.key, o.attempts from cleave_outbox o
          where o.subscription = ? and o.partition / 8 = n.lane and o.state = 'PENDING'
            and o.position <> all (?::bigint[])
          order by o.position limit %d) c
        left join cleave_event e on e.position = c.position""";

  private static final Map<Integer, String> CLAIMS = new ConcurrentHashMap<>();
  private static final String ACKNOWLEDGE =
      """
      delete from cleave_outbox o
      using unnest(?::int[], ?::bigint[]) held (lane, fence), cleave_lease l
      where o.subscription = ? and o.position = any (?::bigint[]) and o.partition / 8 = held.lane
        and l.subscription = o.subscription and l.lane = held.lane and l.fence = held.fence
        and l.holder = ?""";
  private static final String CLAIM_RETRIES =
      """
      select %s, false
      from (
        select position, partition, key, attempts from cleave_outbox
        where subscription = ? and partition / 8 = ? and state = 'RETRY'
          and next_attempt_at <= now()
        order by next_attempt_at limit 16) c
        left join cleave_event e on e.position = c.position
      order by c.position"""
          .formatted(COLUMNS);

  /** The lease's row is locked, so that the lane cannot change hands before the change is done. */
  private static final String HELD =
      """
      with held as (
        select from cleave_lease
        where subscription = ? and lane = ? and fence = ? and holder = ? for share)""";

  private static final String HOLD_UP =
      HELD
          + """

          update cleave_outbox set state = 'WAITING'
          where subscription = ? and position = any (?::bigint[]) and state = 'PENDING'
            and exists (select from held)""";
  private static final String FAIL =
      HELD
          + """

          update cleave_outbox
          set state = ?, attempts = ?, cause = ?,
            next_attempt_at = now() + ? * interval '1 millisecond',
            first_failed_at = coalesce(first_failed_at, now()), last_failed_at = now()
          where subscription = ? and position = ? and exists (select from held)""";
  private static final String RETRIED =
      HELD
          + """
          , done as (
            delete from cleave_outbox
            where subscription = ? and position = ? and exists (select from held)
            returning subscription, key, position)
          update cleave_outbox o set state = 'PENDING'
          from done
          where o.subscription = done.subscription and o.key = done.key and o.state = 'WAITING'
            and not exists (
              select from cleave_outbox b
              where b.subscription = done.subscription and b.key = done.key
                and b.state in ('RETRY', 'PARKED') and b.position <> done.position)""";

  /** Rows that wait behind nothing: what a crash between two statements may leave. */
  private static final String UNBLOCK =
      """
      update cleave_outbox o set state = 'PENDING'
      where o.subscription = ? and o.state = 'WAITING'
        and not exists (
          select from cleave_outbox b
          where b.subscription = o.subscription and b.key = o.key
            and b.state in ('RETRY', 'PARKED'))""";

  private static final String REPLAY =
      """
      update cleave_outbox o
      set state = 'RETRY', attempts = 0, next_attempt_at = now()
      where o.subscription = ? and o.state = 'PARKED'
        and (?::uuid is null
          or exists (
            select from cleave_event e where e.position = o.position and e.event_id = ?::uuid))""";
  private static final String COUNT =
      "select count(*) from (select from cleave_outbox where subscription = ? limit ?) some";

  private final Database database;
  private final int subscription;
  private final Supplier<String> holder;

  Outbox(Database database, int subscription, Supplier<String> holder) {
    this.database = database;
    this.subscription = subscription;
    this.holder = holder;
  }

  /**
   * What a look at some lanes gave.
   *
   * @param due deliveries to make now, each lane's in order
   * @param heldUp positions of deliveries that stand behind a failed one of their key
   */
  record Claim(List<Delivery> due, List<Delivery> heldUp) {
    boolean isEmpty() {
      return due.isEmpty() && heldUp.isEmpty();
    }
  }

  /**
   * Deletes what was delivered before, and looks for what is to be delivered next, in one
   * statement.
   *
   * @param limit per lane: one of a few values, since each is a statement of its own
   */
  Claim claim(Collection<Lease> leases, Collection<Long> delivered, int limit) throws SQLException {
    return database.run(
        CLAIMS.computeIfAbsent(limit, n -> CLAIM.formatted(COLUMNS, n)),
        (connection, select) -> {
          int next = acknowledgement(connection, select, leases, delivered);
          select.setInt(next, subscription);
          select.setArray(next + 1, lanes(connection, leases));
          select.setInt(next + 2, subscription);
          select.setArray(next + 3, bigints(connection, delivered));
          return read(select);
        });
  }

  /** Deletes what was delivered. */
  void acknowledge(Collection<Lease> leases, Collection<Long> delivered) throws SQLException {
    database.run(
        ACKNOWLEDGE,
        (connection, delete) -> {
          acknowledgement(connection, delete, leases, delivered);
          return delete.executeUpdate();
        });
  }

  private int acknowledgement(
      Connection connection,
      PreparedStatement statement,
      Collection<Lease> leases,
      Collection<Long> delivered)
      throws SQLException {
    statement.setArray(1, lanes(connection, leases));
    statement.setArray(2, bigints(connection, leases.stream().map(Lease::fence).toList()));
    statement.setInt(3, subscription);
    statement.setArray(4, bigints(connection, delivered));
    statement.setString(5, holder.get());
    return 6;
  }

  private static java.sql.Array lanes(Connection connection, Collection<Lease> leases)
      throws SQLException {
    return connection.createArrayOf(
        "int4", leases.stream().map(Lease::lane).toArray(Integer[]::new));
  }

  private static java.sql.Array bigints(Connection connection, Collection<Long> values)
      throws SQLException {
    return connection.createArrayOf("int8", values.toArray(Long[]::new));
  }

  /** Failed deliveries of a lane whose time has come. */
  List<Delivery> claimRetries(Lease lease) throws SQLException {
    return database.run(
        CLAIM_RETRIES,
        (connection, select) -> {
          select.setInt(1, subscription);
          select.setInt(2, lease.lane());
          return read(select).due();
        });
  }

  private static Claim read(PreparedStatement select) throws SQLException {
    List<Delivery> due = new ArrayList<>();
    List<Delivery> heldUp = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        OffsetDateTime publishedAt = rows.getObject(8, OffsetDateTime.class);
        Delivery delivery =
            new Delivery(
                rows.getLong(1),
                rows.getInt(2),
                rows.getString(3),
                rows.getInt(4),
                rows.getObject(5, UUID.class),
                rows.getString(6),
                rows.getString(7),
                publishedAt == null ? null : publishedAt.toInstant(),
                Optional.ofNullable(rows.getString(9)));
        (rows.getBoolean(10) ? heldUp : due).add(delivery);
      }
    }
    // a join promises no order
    due.sort(Comparator.comparingLong(Delivery::position));
    return new Claim(due, heldUp);
  }

  /** Puts deliveries of one lane behind the failed ones of their keys. */
  void holdUp(Lease lease, Collection<Long> positions) throws SQLException {
    database.run(
        HOLD_UP,
        (connection, update) -> {
          int next = held(update, lease);
          update.setInt(next, subscription);
          update.setArray(next + 1, bigints(connection, positions));
          return update.executeUpdate();
        });
  }

  private int held(PreparedStatement statement, Lease lease) throws SQLException {
    statement.setInt(1, subscription);
    statement.setInt(2, lease.lane());
    statement.setLong(3, lease.fence());
    statement.setString(4, holder.get());
    return 5;
  }

  /** Notes that an attempt failed and when the next one is due; none makes it a dead letter. */
  void fail(Lease lease, Delivery delivery, String cause, Optional<Duration> next)
      throws SQLException {
    database.run(
        FAIL,
        (connection, update) -> {
          int at = held(update, lease);
          update.setString(at, next.isPresent() ? "RETRY" : "PARKED");
          update.setInt(at + 1, delivery.attempts() + 1);
          update.setString(at + 2, cause);
          if (next.isPresent()) {
            update.setLong(at + 3, next.get().toMillis());
          } else {
            update.setNull(at + 3, java.sql.Types.BIGINT);
          }
          update.setInt(at + 4, subscription);
          update.setLong(at + 5, delivery.position());
          return update.executeUpdate();
        });
  }

  /** A delivery that had failed is done: those behind it are free. Returns how many they are. */
  int retried(Lease lease, Delivery delivery) throws SQLException {
    return database.run(
        RETRIED,
        (connection, update) -> {
          int next = held(update, lease);
          update.setInt(next, subscription);
          update.setLong(next + 1, delivery.position());
          return update.executeUpdate();
        });
  }

  int unblock() throws SQLException {
    return database.run(
        UNBLOCK,
        (connection, update) -> {
          update.setInt(1, subscription);
          return update.executeUpdate();
        });
  }

  /** Has dead letters delivered again, from the first attempt on: one event, or all of them. */
  int replay(Optional<UUID> event) throws SQLException {
    return database.run(
        REPLAY,
        (connection, update) -> {
          update.setInt(1, subscription);
          update.setObject(2, event.orElse(null), java.sql.Types.OTHER);
          update.setObject(3, event.orElse(null), java.sql.Types.OTHER);
          return update.executeUpdate();
        });
  }

  /** How many deliveries there are, counted up to a limit. */
  int count(int limit) throws SQLException {
    return database.run(
        COUNT,
        (connection, select) -> {
          select.setInt(1, subscription);
          select.setInt(2, limit);
          try (ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getInt(1);
          }
        });
  }
}
