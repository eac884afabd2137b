package dev.cleave.runtime.event;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which lanes of a publisher's subscriptions this process works on, kept in the tables {@code
 * cleave_relay} and {@code cleave_lease} by the database's clock. A process says every now and then
 * that it is alive; one that was silent for too long has lost all of its lanes for good, and goes
 * on as a new holder. Lanes are shared evenly among those that are alive.
 */
final class Leases {
  private static final String ALIVE =
      """
      insert into cleave_relay (holder, subscriptions, expires_at)
      values (?, ?, now() + ? * interval '1 millisecond')
      on conflict (holder) do update
      set subscriptions = excluded.subscriptions, expires_at = excluded.expires_at
      where cleave_relay.expires_at > now()""";
  private static final String MAKE =
      """
      insert into cleave_lease (subscription, lane)
      select s, l from unnest(?::int[]) s, generate_series(0, ?) l
      where not exists (select from cleave_lease c where c.subscription = s and c.lane = l)
      on conflict do nothing""";
  private static final String LOOK =
      """
      select l.subscription, l.lane, l.fence, coalesce(l.holder = ?, false),
        coalesce(r.expires_at > now(), false),
        (select count(*) from cleave_relay a
         where a.expires_at > now() and l.subscription = any (a.subscriptions))
      from cleave_lease l left join cleave_relay r on r.holder = l.holder
      where l.subscription = any (?::int[])
      order by l.subscription, l.lane""";
  private static final String TAKE =
      """
      update cleave_lease l set holder = ?, fence = l.fence + 1
      from unnest(?::int[], ?::int[], ?::bigint[]) w (subscription, lane, fence)
      where l.subscription = w.subscription and l.lane = w.lane and l.fence = w.fence
        and not exists (
          select from cleave_relay r where r.holder = l.holder and r.expires_at > now())
      returning l.subscription, l.lane, l.fence""";
  private static final String GIVE =
      """
      update cleave_lease l set holder = null, fence = l.fence + 1
      from unnest(?::int[], ?::int[], ?::bigint[]) w (subscription, lane, fence)
      where l.subscription = w.subscription and l.lane = w.lane and l.fence = w.fence
        and l.holder = ?""";
  private static final String LEAVE = "delete from cleave_relay where holder = ?";
  private static final String BURY =
      "delete from cleave_relay where expires_at < now() - interval '1 hour'";

  private final Database database;
  private final Duration length;

  Leases(Database database, Duration length) {
    this.database = database;
    this.length = length;
  }

  /** A lane as it is in the table. */
  private record Row(int subscription, Lease lease, boolean isMine, boolean isHeld, int alive) {}

  /** How long a holder is taken to be alive after it said so. */
  Duration length() {
    return length;
  }

  /** Says that the holder is alive; false if it was silent for too long. */
  boolean alive(String holder, Collection<Integer> subscriptions) throws SQLException {
    return database.run(
        ALIVE,
        (connection, upsert) -> {
          upsert.setString(1, holder);
          upsert.setArray(2, ints(connection, subscriptions));
          upsert.setLong(3, length.toMillis());
          return upsert.executeUpdate() == 1;
        });
  }

  private static java.sql.Array ints(Connection connection, Collection<Integer> values)
      throws SQLException {
    return connection.createArrayOf("int4", values.toArray(Integer[]::new));
  }

  /**
   * Takes what is due to the holder and gives back what is too much.
   *
   * @param wanted the subscriptions that it works on
   * @param leaving those whose lanes it gives back, all of them
   * @param idle whether a lane of a subscription may be given back now
   * @return what it has, by subscription
   */
  Map<Integer, List<Lease>> share(
      String holder, Collection<Integer> wanted, Collection<Integer> leaving, Predicate<Held> idle)
      throws SQLException {
    Set<Integer> subscriptions = new HashSet<>(wanted);
    subscriptions.addAll(leaving);
    List<Row> rows = look(holder, subscriptions);
    if (rows.stream().filter(row -> wanted.contains(row.subscription())).count()
        < (long) wanted.size() * Partitions.LANES) {
      make(wanted);
      rows = look(holder, subscriptions);
    }
    Map<Integer, List<Lease>> mine = new HashMap<>();
    subscriptions.forEach(id -> mine.put(id, new ArrayList<>()));
    rows.stream().filter(Row::isMine).forEach(r -> mine.get(r.subscription()).add(r.lease()));
    List<Row> take = new ArrayList<>();
    List<Row> give = new ArrayList<>();
    Map<Integer, Integer> counts = new HashMap<>();
    mine.forEach((id, leases) -> counts.put(id, leases.size()));
    for (Row row : rows) {
      int id = row.subscription();
      int share =
          leaving.contains(id)
              ? 0
              : (Partitions.LANES + row.alive() - 1) / Math.max(row.alive(), 1);
      if (!row.isMine() && !row.isHeld() && counts.get(id) < share) {
        take.add(row);
        counts.merge(id, 1, Integer::sum);
      } else if (row.isMine()
          && counts.get(id) > share
          && idle.test(new Held(id, row.lease().lane()))) {
        give.add(row);
        counts.merge(id, -1, Integer::sum);
      }
    }
    give(holder, give);
    give.forEach(row -> mine.get(row.subscription()).remove(row.lease()));
    take(holder, take, mine);
    return mine;
  }

  /** A lane of a subscription. */
  record Held(int subscription, int lane) {}

  private List<Row> look(String holder, Collection<Integer> subscriptions) throws SQLException {
    return database.run(
        LOOK,
        (connection, select) -> {
          select.setString(1, holder);
          select.setArray(2, ints(connection, subscriptions));
          List<Row> found = new ArrayList<>();
          try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              found.add(
                  new Row(
                      rows.getInt(1),
                      new Lease(rows.getInt(2), rows.getLong(3)),
                      rows.getBoolean(4),
                      rows.getBoolean(5),
                      rows.getInt(6)));
            }
          }
          return found;
        });
  }

  private void make(Collection<Integer> subscriptions) throws SQLException {
    database.run(
        MAKE,
        (connection, insert) -> {
          insert.setArray(1, ints(connection, subscriptions));
          insert.setInt(2, Partitions.LANES - 1);
          return insert.executeUpdate();
        });
  }

  private void take(String holder, List<Row> wanted, Map<Integer, List<Lease>> mine)
      throws SQLException {
    if (wanted.isEmpty()) {
      return;
    }
    database.run(
        TAKE,
        (connection, update) -> {
          update.setString(1, holder);
          update.setArray(2, ints(connection, wanted.stream().map(Row::subscription).toList()));
          update.setArray(3, ints(connection, wanted.stream().map(r -> r.lease().lane()).toList()));
          update.setArray(4, fences(connection, wanted));
          try (ResultSet rows = update.executeQuery()) {
            while (rows.next()) {
              mine.get(rows.getInt(1)).add(new Lease(rows.getInt(2), rows.getLong(3)));
            }
          }
          return null;
        });
  }

  private void give(String holder, List<Row> unwanted) throws SQLException {
    if (unwanted.isEmpty()) {
      return;
    }
    database.run(
        GIVE,
        (connection, update) -> {
          update.setArray(1, ints(connection, unwanted.stream().map(Row::subscription).toList()));
          update.setArray(
              2, ints(connection, unwanted.stream().map(r -> r.lease().lane()).toList()));
          update.setArray(3, fences(connection, unwanted));
          update.setString(4, holder);
          return update.executeUpdate();
        });
  }

  private static java.sql.Array fences(Connection connection, List<Row> rows) throws SQLException {
    return connection.createArrayOf(
        "int8", rows.stream().map(r -> r.lease().fence()).toArray(Long[]::new));
  }

  /** The holder leaves: its lanes are free at once. */
  void leave(String holder) throws SQLException {
    database.run(
        LEAVE,
        (connection, delete) -> {
          delete.setString(1, holder);
          return delete.executeUpdate();
        });
  }

  /** Forgets those that died long ago. */
  void bury() throws SQLException {
    database.execute(BURY);
  }
}
