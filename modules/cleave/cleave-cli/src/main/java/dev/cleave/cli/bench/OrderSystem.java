package dev.cleave.cli.bench;

import dev.cleave.cli.CommandFailed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * An application that takes orders and handles an event for each: where it listens, and how its
 * database tells what it has done. All of them have the tables {@code orders}, {@code stock} and
 * {@code stock_movement}; how events are kept is their own affair. Its database is only read in
 * transactions that are rolled back, so that no commit of the measurement counts as one of the
 * application.
 */
final class OrderSystem implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(120);
  private static final double MICROS_PER_MILLI = 1000;
  private static final String DEADLOCK = "40P01";
  private static final int DEADLOCKS = 20;

  private final String name;
  private final int port;
  private final long pid;
  private final Connection database;
  private final Books books;

  /**
   * How a system keeps events.
   *
   * @param schemas in which the tables are found
   * @param tables that hold events
   * @param open counts the deliveries that are still to be made
   * @param isOpen tells whether there is one
   * @param kept counts the events, or deliveries, that it remembers
   */
  record Books(String schemas, List<String> tables, String open, String isOpen, String kept) {}

  /** A system whose process listens; {@code database} is that of a superuser. */
  OrderSystem(String name, int port, long pid, Connection database, Books books) {
    this.name = name;
    this.port = port;
    this.pid = pid;
    this.database = database;
    this.books = books;
    try {
      database.setAutoCommit(false);
      try (Statement statement = database.createStatement()) {
        statement.execute("set search_path = " + books.schemas());
      }
      database.commit();
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  String name() {
    return name;
  }

  int port() {
    return port;
  }

  /** Processor time that the process has used so far, in milliseconds. */
  long processorMillis() {
    return ProcessorTime.of(pid);
  }

  /** Empties all tables, and writes the database's memory to disk. */
  void reset() {
    try (Statement statement = database.createStatement()) {
      empty(statement, DEADLOCKS);
    } catch (SQLException failure) {
      throw failed(failure);
    }
    settle("stock");
  }

  /**
   * Has the database vacuum tables and write its memory to disk, rather than when it thinks fit.
   */
  void settle(String tables) {
    try (Statement statement = database.createStatement()) {
      database.setAutoCommit(true);
      statement.execute("vacuum (analyze) " + tables);
      statement.execute("checkpoint");
      database.setAutoCommit(false);
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  /** A relay that looks for work meanwhile may take its locks in another order. */
  private void empty(Statement statement, int deadlocksLeft) throws SQLException {
    try {
      statement.execute(
          "truncate orders, stock, stock_movement, " + String.join(", ", books.tables()));
      database.commit();
    } catch (SQLException failure) {
      if (!DEADLOCK.equals(failure.getSQLState()) || deadlocksLeft == 0) {
        throw failure;
      }
      database.rollback();
      empty(statement, deadlocksLeft - 1);
    }
  }

  /** How many deliveries are still to be made. */
  long open() {
    return number(books.open());
  }

  /**
   * Returns when every delivery has been made.
   *
   * @return when that was, in microseconds since 1970
   */
  long awaitDrained() throws InterruptedException {
    long end = System.nanoTime() + LONGEST_DRAIN.toNanos();
    while (number("select (%s)::int".formatted(books.isOpen())) != 0) {
      if (System.nanoTime() > end) {
        throw new CommandFailed(
            "%s: %d events are still open after %d s"
                .formatted(name, open(), LONGEST_DRAIN.toSeconds()));
      }
      Thread.sleep(POLL.toMillis());
    }
    return System.currentTimeMillis() * 1000;
  }

  /** When the first of the events was handled, in microseconds since 1970. */
  long firstHandledMicros() {
    return number("select min(handled_us) from stock_movement");
  }

  /** From publishing to handling, in milliseconds, for that share of the events. */
  double latencyMillis(double share) {
    String query =
        "select percentile_disc(%.2f) within group (order by handled_us - published_us) from stock_movement";
    return number(String.format(Locale.ROOT, query, share)) / MICROS_PER_MILLI;
  }

  /**
   * Makes sure that each of the orders was handled exactly once, and nothing is left over.
   *
   * @param orders how many there must be
   */
  void check(long orders) {
    List<Long> found =
        numbers(
            ("select (select count(*) from orders), (select count(*) from stock_movement), (%s),"
                    + " (select coalesce(sum(quantity), 0) from orders)"
                    + " - (select coalesce(sum(reserved), 0) from stock), (%s)")
                .formatted(books.kept(), books.open()));
    if (!found.equals(List.of(orders, orders, orders, 0L, 0L))) {
      throw new CommandFailed(
          "%s answered %d orders, but has %d, handled %d, remembers %d, differs by %d units, and has %d open: its figures do not count"
              .formatted(
                  name,
                  orders,
                  found.get(0),
                  found.get(1),
                  found.get(2),
                  found.get(3),
                  found.get(4)));
    }
  }

  /** Makes sure that this many events were handled, exactly once, though no order was placed. */
  void checkHandled(long events) {
    List<Long> found =
        numbers(
            "select (select count(*) from stock_movement), (%s), (%s)"
                .formatted(books.kept(), books.open()));
    if (!found.equals(List.of(events, events, 0L))) {
      throw new CommandFailed(
          "%s was given %d events, but handled %d, remembers %d, and has %d open: its figures do not count"
              .formatted(name, events, found.get(0), found.get(1), found.get(2)));
    }
  }

  /** Runs one statement in a transaction of its own, as the superuser. */
  void execute(String sql) {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
      database.commit();
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  /** The only value of a query. */
  long number(String query) {
    return numbers(query).get(0);
  }

  /** The values of the only row of a query. */
  List<Long> numbers(String query) {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      Long[] values = new Long[row.getMetaData().getColumnCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.getLong(i + 1);
      }
      database.rollback();
      return List.of(values);
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  private CommandFailed failed(SQLException failure) {
    return new CommandFailed(
        "the database of %s: %s".formatted(name, failure.getMessage()), failure);
  }

  @Override
  public void close() {
    try {
      database.close();
    } catch (SQLException harmless) {
      // The server is stopped next.
    }
  }
}
