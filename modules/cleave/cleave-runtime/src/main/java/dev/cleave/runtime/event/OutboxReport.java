package dev.cleave.runtime.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What there is to say about the outbox of one publishing module. */
final class OutboxReport {
  private static final Throughput NONE = new Throughput();
  private static final String SUBSCRIPTIONS =
      """
      select s.name, s.event_type, s.generation, s.state, o.backlog, o.waiting, o.retrying, o.dead,
        coalesce(extract(epoch from clock_timestamp() - e.published_at), 0)
      from cleave_subscription s
        cross join lateral (
          select count(*) as backlog,
            count(*) filter (where state = 'WAITING') as waiting,
            count(*) filter (where state = 'RETRY') as retrying,
            count(*) filter (where state = 'PARKED') as dead,
            min(position) as oldest
          from cleave_outbox where subscription = s.id) o
        left join cleave_event e on e.position = o.oldest
      order by s.name, s.generation""";
  private static final String DEAD =
      """
      select s.name, e.event_id, coalesce(e.type, s.event_type), o.key, o.attempts, o.cause,
        o.first_failed_at, o.last_failed_at,
        (select count(*) from cleave_outbox w
         where w.subscription = o.subscription and w.key = o.key and w.state = 'WAITING')
      from cleave_outbox o
        join cleave_subscription s on s.id = o.subscription
        left join cleave_event e on e.position = o.position
      where o.state = 'PARKED'
      order by s.name, o.position limit ?""";

  private final Database database;
  private final Map<String, Throughput> throughputs;

  OutboxReport(Database database, Map<String, Throughput> throughputs) {
    this.database = database;
    this.throughputs = throughputs;
  }

  List<SubscriptionStatus> subscriptions() throws SQLException {
    return database.run(
        SUBSCRIPTIONS,
        (connection, select) -> {
          List<SubscriptionStatus> found = new ArrayList<>();
          try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              found.add(status(rows));
            }
          }
          return found;
        });
  }

  private SubscriptionStatus status(ResultSet row) throws SQLException {
    Throughput throughput = throughputs.getOrDefault(row.getString(1), NONE);
    return new SubscriptionStatus(
        row.getString(1),
        database.module(),
        row.getString(2),
        row.getInt(3),
        row.getString(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        Math.max(0, row.getDouble(9)),
        throughput.perSecond(),
        throughput.failures());
  }

  List<DeadLetter> dead(int limit) throws SQLException {
    return database.run(
        DEAD,
        (connection, select) -> {
          select.setInt(1, limit);
          List<DeadLetter> found = new ArrayList<>();
          try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              found.add(
                  new DeadLetter(
                      rows.getString(1),
                      database.module(),
                      rows.getObject(2, UUID.class),
                      rows.getString(3),
                      rows.getString(4),
                      rows.getInt(5),
                      rows.getString(6),
                      instant(rows, 7),
                      instant(rows, 8),
                      rows.getLong(9)));
            }
          }
          return found;
        });
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
