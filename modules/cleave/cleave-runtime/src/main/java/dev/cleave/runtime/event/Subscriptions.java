package dev.cleave.runtime.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code cleave_subscription} of one publishing module. */
final class Subscriptions {
  /** A listener that has its row, of whatever generation, is registered. */
  private static final String REGISTER =
      """
      insert into cleave_subscription (name, event_type, state)
      select name, event_type, 'ACTIVE' from unnest(?::text[], ?::text[]) n (name, event_type)
      where not exists (select from cleave_subscription s where s.name = n.name)
      on conflict (name, generation) do nothing""";

  private static final String CHANGE_TYPES =
      """
      update cleave_subscription s set event_type = n.event_type
      from unnest(?::text[], ?::text[]) n (name, event_type)
      where s.name = n.name and s.event_type <> n.event_type""";
  private static final String LIST =
      """
      select id, name, generation, event_type, state = 'ACTIVE'
      from cleave_subscription order by id""";
  private static final String LOCK_OUT = "lock table cleave_subscription in access exclusive mode";
  private static final String OPEN =
      """
      insert into cleave_subscription (name, generation, event_type, state, backfill_to)
      select ?, ?, ?, 'BACKFILLING', coalesce((select max(position) from cleave_event), 0)
      on conflict (name, generation) do nothing""";

  /** One batch of the log, by numbers, so that it takes no longer if few events match. */
  private static final String BACKFILL =
      """
      with s as (
        select id, event_type, backfilled_to,
          least(backfilled_to + ?, backfill_to) as reached, backfill_to
        from cleave_subscription
        where name = ? and generation = ? and state = 'BACKFILLING' for update),
      copied as (
        insert into cleave_outbox (subscription, position, partition, key)
        select s.id, e.position, e.partition, e.key from s join cleave_event e
          on e.type = s.event_type and e.position > s.backfilled_to and e.position <= s.reached)
      update cleave_subscription u
      set backfilled_to = s.reached,
        state = case when s.reached >= s.backfill_to then 'ACTIVE' else 'BACKFILLING' end
      from s where u.id = s.id
      returning u.state = 'BACKFILLING'""";

  private static final String REMOVE =
      "delete from cleave_subscription where name = ? and generation = ? returning id";
  private static final String SWEEP =
      """
      delete from cleave_outbox where (subscription, position) in (
        select subscription, position from cleave_outbox where subscription = ? limit ?)""";
  private static final String FORGET_LEASES = "delete from cleave_lease where subscription = ?";

  private final Database database;

  Subscriptions(Database database) {
    this.database = database;
  }

  /**
   * Makes the rows of subscribers that have none, in the transaction that is open or of its own.
   */
  void register(List<Subscriber> subscribers) throws SQLException {
    database.run(
        REGISTER,
        (connection, insert) -> {
          names(connection, insert, subscribers);
          return insert.executeUpdate();
        });
    database.run(
        CHANGE_TYPES,
        (connection, update) -> {
          names(connection, update, subscribers);
          return update.executeUpdate();
        });
  }

  private static void names(
      Connection connection, PreparedStatement statement, List<Subscriber> subscribers)
      throws SQLException {
    statement.setArray(
        1,
        connection.createArrayOf(
            "text", subscribers.stream().map(Subscriber::name).toArray(String[]::new)));
    statement.setArray(
        2,
        connection.createArrayOf(
            "text", subscribers.stream().map(Subscriber::eventType).toArray(String[]::new)));
  }

  List<Subscription> all() throws SQLException {
    return database.run(
        LIST,
        (connection, select) -> {
          List<Subscription> found = new ArrayList<>();
          try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              found.add(
                  new Subscription(
                      rows.getInt(1),
                      rows.getString(2),
                      rows.getInt(3),
                      rows.getString(4),
                      rows.getBoolean(5)));
            }
          }
          return found;
        });
  }

  /**
   * Waits, in the transaction that is open, until no event is under way, and keeps new ones out
   * until it ends. Not for long: publishers wait.
   */
  void lockOutPublishers() throws SQLException {
    database.execute("set local lock_timeout = '2s'");
    database.execute(LOCK_OUT);
  }

  /** Adds a generation that the log up to now is to be delivered to; publishers are locked out. */
  void open(String name, int generation, String eventType) throws SQLException {
    database.run(
        OPEN,
        (connection, insert) -> {
          insert.setString(1, name);
          insert.setInt(2, generation);
          insert.setString(3, eventType);
          return insert.executeUpdate();
        });
  }

  /** Makes deliveries of the next so many numbers of the log; false when there are no more. */
  boolean backfill(String name, int generation, int batch) throws SQLException {
    return database.run(
        BACKFILL,
        (connection, update) -> {
          update.setInt(1, batch);
          update.setString(2, name);
          update.setInt(3, generation);
          try (ResultSet rows = update.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
          }
        });
  }

  /** Removes a generation; publishers are locked out. Its deliveries are left to {@link #sweep}. */
  Optional<Integer> remove(String name, int generation) throws SQLException {
    return database.run(
        REMOVE,
        (connection, delete) -> {
          delete.setString(1, name);
          delete.setInt(2, generation);
          try (ResultSet rows = delete.executeQuery()) {
            return rows.next() ? Optional.of(rows.getInt(1)) : Optional.empty();
          }
        });
  }

  /** Deletes a batch of deliveries to a subscription that was removed; returns how many. */
  int sweep(int id, int batch) throws SQLException {
    int swept =
        database.run(
            SWEEP,
            (connection, delete) -> {
              delete.setInt(1, id);
              delete.setInt(2, batch);
              return delete.executeUpdate();
            });
    if (swept == 0) {
      database.run(
          FORGET_LEASES,
          (connection, delete) -> {
            delete.setInt(1, id);
            return delete.executeUpdate();
          });
    }
    return swept;
  }
}
