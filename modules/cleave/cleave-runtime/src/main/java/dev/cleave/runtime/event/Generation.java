package dev.cleave.runtime.event;

import dev.cleave.runtime.call.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;

/** One subscription in one generation, as those see it who open and end it. */
final class Generation {
  private static final int LOG_BATCH = 10_000;
  private static final int SWEEP_BATCH = 2_000;
  private static final int LOCK_ATTEMPTS = 30;
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String LEFT =
      """
      with mine as (select id from cleave_subscription where name = ? and generation = ?)
      select count(*), count(*) filter (where o.state = 'PARKED'),
        exists (
          select from mine m
            join cleave_outbox b on b.subscription = m.id
            join cleave_event e on e.position = b.position
          where e.published_at < now() - interval '1 second')
      from mine join cleave_outbox o on o.subscription = mine.id""";

  private final Subscriber subscriber;
  private final int number;
  private final PublisherRelay publisher;
  private final Transactions transactions;

  Generation(Listener listener, int number, PublisherRelay publisher, Transactions transactions) {
    this(Subscriber.of(listener), number, publisher, transactions);
  }

  Generation(Subscription subscription, PublisherRelay publisher, Transactions transactions) {
    this(
        new Subscriber(subscription.name(), subscription.eventType()),
        subscription.generation(),
        publisher,
        transactions);
  }

  private Generation(
      Subscriber subscriber, int number, PublisherRelay publisher, Transactions transactions) {
    this.subscriber = subscriber;
    this.number = number;
    this.publisher = publisher;
    this.transactions = transactions;
  }

  /**
   * Deliveries that are not done, how many of them are dead letters, and whether one of them is of
   * an event that was published more than a second ago.
   */
  record Left(long deliveries, long dead, boolean isLate) {}

  /** From now on new events are for this generation too, and the log up to now will be. */
  void open() throws Exception {
    lockedOut(
        () -> publisher.subscriptions().open(subscriber.name(), number, subscriber.eventType()));
  }

  /** Makes deliveries of the whole log, a batch per transaction; then they may begin. */
  void backfill() throws SQLException {
    while (publisher.subscriptions().backfill(subscriber.name(), number, LOG_BATCH)) {
      // the next batch
    }
    publisher.tick();
  }

  Left left() throws SQLException {
    return publisher
        .database()
        .run(
            LEFT,
            (connection, select) -> {
              select.setString(1, subscriber.name());
              select.setInt(2, number);
              try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return new Left(rows.getLong(1), rows.getLong(2), rows.getBoolean(3));
              }
            });
  }

  /** Ends the subscription and forgets its deliveries. */
  void remove() throws Exception {
    int[] id = {-1};
    lockedOut(
        () ->
            publisher
                .subscriptions()
                .remove(subscriber.name(), number)
                .ifPresent(removed -> id[0] = removed));
    publisher.tick();
    while (id[0] >= 0 && publisher.subscriptions().sweep(id[0], SWEEP_BATCH) > 0) {
      // the next batch
    }
  }

  private interface Work {
    void run() throws SQLException;
  }

  /**
   * Publishers wait meanwhile; if they are busy for long, they go first and this is tried again.
   */
  private void lockedOut(Work work) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        transactions.inOwn(
            () -> {
              publisher.subscriptions().lockOutPublishers();
              work.run();
              return null;
            });
        return;
      } catch (SQLException e) {
        if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || attempt == LOCK_ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
