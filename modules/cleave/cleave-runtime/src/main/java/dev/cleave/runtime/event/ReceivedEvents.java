package dev.cleave.runtime.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The table {@code cleave_received} of one subscribing module: the inbox of events. */
final class ReceivedEvents {
  private static final String RECEIVE =
      """
      insert into cleave_received (subscription, generation, event_id)
      select ?, ?, event_id from unnest(?::uuid[]) event_id
      %son conflict do nothing
      returning event_id, pg_backend_pid(), now()""";
  private static final String ANY = RECEIVE.formatted("");
  private static final String OF_READ_MODEL =
      RECEIVE.formatted(
          """
          where not exists (
            select from cleave_read_model
            where name = ? and ? not in (active, coalesce(building, active)))
          """);
  private static final String ENTER = "select pg_advisory_xact_lock_shared(?)";

  /** Only the very transaction that is meant: the backend may have another one by now. */
  private static final String END =
      """
      select pg_terminate_backend(pid) from pg_stat_activity
      where pid = ? and xact_start = ? and usename = current_user""";

  private static final String CLEAN_UP =
      """
      delete from cleave_received where (subscription, generation, event_id) in (
        select subscription, generation, event_id from cleave_received
        where received_at < now() - ? * interval '1 second' limit ?)""";
  private static final String CLEAN_UP_GENERATION =
      """
      delete from cleave_received where (subscription, generation, event_id) in (
        select subscription, generation, event_id from cleave_received
        where subscription = ? and generation = ? limit ?)""";

  private final Database database;

  ReceivedEvents(Database database) {
    this.database = database;
  }

  String module() {
    return database.module();
  }

  /** The transaction in the database in which events were received. */
  record Session(int pid, OffsetDateTime begun) {}

  /**
   * What is new of some deliveries.
   *
   * @param session unless nothing is new
   */
  record Received(Set<UUID> fresh, Optional<Session> session) {}

  /**
   * Notes, in the transaction that is open, that these events are handled; waits for whoever
   * handles one of them at this moment. Of a read model's generation that is read no more, nothing
   * is new.
   */
  Received receive(Listener listener, int generation, Collection<UUID> events) throws SQLException {
    String readModel = listener.readModel().orElse(null);
    if (readModel != null) {
      enter(listener.module(), readModel);
    }
    return database.run(
        readModel == null ? ANY : OF_READ_MODEL,
        (connection, insert) -> {
          insert.setString(1, listener.subscription());
          insert.setInt(2, generation);
          insert.setArray(3, connection.createArrayOf("uuid", events.toArray(UUID[]::new)));
          if (readModel != null) {
            insert.setString(4, readModel);
            insert.setInt(5, generation);
          }
          try (ResultSet rows = insert.executeQuery()) {
            return read(rows);
          }
        });
  }

  /**
   * Notes, in the transaction that is open, that something was received; false if it was before.
   */
  boolean isNew(String receiver, UUID id) throws SQLException {
    return database.run(
        ANY,
        (connection, insert) -> {
          insert.setString(1, receiver);
          insert.setInt(2, 1);
          insert.setArray(3, connection.createArrayOf("uuid", new UUID[] {id}));
          try (ResultSet rows = insert.executeQuery()) {
            return rows.next();
          }
        });
  }

  private void enter(String module, String readModel) throws SQLException {
    database.run(
        ENTER,
        (connection, select) -> {
          select.setLong(1, Partitions.lockOfReadModel(module, readModel));
          return select.execute();
        });
  }

  private static Received read(ResultSet rows) throws SQLException {
    Set<UUID> fresh = new HashSet<>();
    Optional<Session> session = Optional.empty();
    while (rows.next()) {
      fresh.add(rows.getObject(1, UUID.class));
      if (session.isEmpty()) {
        session = Optional.of(new Session(rows.getInt(2), rows.getObject(3, OffsetDateTime.class)));
      }
    }
    return new Received(fresh, session);
  }

  /** Ends a transaction that hangs, so that its locks do not hold up the next attempt. */
  void end(Session session) throws SQLException {
    database.run(
        END,
        (connection, select) -> {
          select.setInt(1, session.pid());
          select.setObject(2, session.begun());
          return select.execute();
        });
  }

  /** Deletes a batch of what is older than any redelivery; returns how many. */
  int cleanUp(Duration retention, int batch) throws SQLException {
    return database.run(
        CLEAN_UP,
        (connection, delete) -> {
          delete.setLong(1, retention.toSeconds());
          delete.setInt(2, batch);
          return delete.executeUpdate();
        });
  }

  /** Deletes a batch of what a former generation received; returns how many. */
  int cleanUp(Listener listener, int generation, int batch) throws SQLException {
    return database.run(
        CLEAN_UP_GENERATION,
        (connection, delete) -> {
          delete.setString(1, listener.subscription());
          delete.setInt(2, generation);
          delete.setInt(3, batch);
          return delete.executeUpdate();
        });
  }
}
