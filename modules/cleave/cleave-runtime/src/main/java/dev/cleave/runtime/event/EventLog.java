package dev.cleave.runtime.event;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The table {@code cleave_event} of one module, and the deliveries that follow from a new row. */
final class EventLog {
  /**
   * One statement for any number of events: the locks of their keys, in order, so that two
   * transactions never wait for each other in a circle; then the events, whose numbers are drawn
   * only after the locks are held; then a delivery for each subscription. Reading {@code
   * cleave_subscription} locks out, until the transaction ends, whoever must know that no event is
   * under way ({@link Subscriptions#lockOutPublishers}).
   */
  private static final String APPEND =
      """
      with locked as materialized (
        select pg_advisory_xact_lock(lock) from unnest(?::bigint[]) lock),
      event as (
        insert into cleave_event (event_id, type, key, partition, payload, traceparent)
        select e.event_id, e.type, e.key, e.partition, e.payload, e.traceparent
        from (select count(*) from locked) l,
          unnest(?::uuid[], ?::text[], ?::text[], ?::smallint[], ?::text[], ?::text[]) with ordinality
            e (event_id, type, key, partition, payload, traceparent, ordinal)
        order by e.ordinal
        returning position, type, key, partition)
      insert into cleave_outbox (subscription, position, partition, key)
      select s.id, e.position, e.partition, e.key
      from event e join cleave_subscription s on s.event_type = e.type""";

  private static final String CLEAN_UP =
      """
      delete from cleave_event where position in (
        select position from (select position, published_at from cleave_event
          order by position limit ?) oldest
        where published_at < now() - ? * interval '1 second'
          and not exists (
            select from cleave_subscription s join cleave_outbox o
              on o.subscription = s.id and o.position = oldest.position))""";

  private final Database database;

  EventLog(Database database) {
    this.database = database;
  }

  /** Appends events in the transaction that is open. */
  void append(List<PublishedEvent> events) throws SQLException {
    Long[] locks =
        events.stream()
            .map(event -> Partitions.lockOf(database.module(), event.key()))
            .distinct()
            .sorted()
            .toArray(Long[]::new);
    int count = events.size();
    UUID[] ids = new UUID[count];
    String[] types = new String[count];
    String[] keys = new String[count];
    Short[] partitions = new Short[count];
    String[] payloads = new String[count];
    String[] traces = new String[count];
    for (int i = 0; i < count; i++) {
      PublishedEvent event = events.get(i);
      ids[i] = event.id();
      types[i] = event.type();
      keys[i] = event.key();
      partitions[i] = (short) Partitions.of(event.key());
      payloads[i] = event.payload();
      traces[i] = event.traceparent();
    }
    database.run(
        APPEND,
        (connection, insert) -> {
          insert.setArray(1, connection.createArrayOf("bigint", locks));
          insert.setArray(2, connection.createArrayOf("uuid", ids));
          insert.setArray(3, connection.createArrayOf("text", types));
          insert.setArray(4, connection.createArrayOf("text", keys));
          insert.setArray(5, connection.createArrayOf("smallint", partitions));
          insert.setArray(6, connection.createArrayOf("text", payloads));
          insert.setArray(7, connection.createArrayOf("text", traces));
          return insert.executeUpdate();
        });
  }

  /** Deletes old events that everybody has, from the oldest on; returns how many. */
  int cleanUp(Duration retention, int batch) throws SQLException {
    return database.run(
        CLEAN_UP,
        (connection, delete) -> {
          delete.setInt(1, batch);
          delete.setLong(2, retention.toSeconds());
          return delete.executeUpdate();
        });
  }
}
