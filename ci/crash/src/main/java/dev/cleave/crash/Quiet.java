package dev.cleave.crash;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Waits until nothing is left that the shop would still do by itself. */
public final class Quiet {

  private static final Duration PATIENCE = Duration.ofSeconds(300);
  private static final long POLL_MILLIS = 100;

  private final ShopUnderTest shop;

  /** Of everything in {@code shop}, wherever a module keeps its data. */
  public Quiet(ShopUnderTest shop) {
    this.shop = shop;
  }

  /**
   * Returns when nothing is in progress, or after two minutes; then the checks tell what is left.
   */
  public void await() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (inProgress() > 0 && System.nanoTime() < end) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  /**
   * In one statement for each database: what a delivery leads to is there before the delivery is
   * gone. Where there are several databases, work may have gone from one that is asked later to one
   * that was asked before, so they are asked again.
   */
  private long inProgress() throws IOException {
    long found = 0;
    for (int i = 0; i < 3 && found == 0; i++) {
      found = inAllDatabases();
    }
    return found;
  }

  private long inAllDatabases() throws IOException {
    List<String> atHome = new ArrayList<>(shop.modules());
    long found = 0;
    for (String module : shop.modules()) {
      try (Connection own = shop.connectOwn(module).orElse(null)) {
        if (own != null) {
          atHome.remove(module);
          found += count(own, "select " + toolkit(List.of(module)));
        }
      } catch (SQLException notUpYet) {
        return 1;
      }
    }
    try (Connection database = shop.connect()) {
      return found + count(database, query(atHome));
    } catch (SQLException notUpYet) {
      return 1;
    }
  }

  private static long count(Connection database, String query) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  static String query(List<String> modules) {
    return "select "
        + toolkit(modules)
        + " + (select count(*) from ordering.orders where status in ('PENDING', 'CANCELLING'))";
  }

  private static String toolkit(List<String> modules) {
    return modules.stream()
        .map(
            module ->
                """
                (select count(*) from %1$s.cleave_outbox where state in ('PENDING', 'RETRY'))
                + (select count(*) from %1$s.cleave_saga where state in ('RUNNING', 'COMPENSATING'))
                """
                    .formatted(module))
        .collect(Collectors.joining(" + "));
  }
}
