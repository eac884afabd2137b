package dev.cleave.crash;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Waits until nothing is left that the shop would still do by itself. */
final class Quiet {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final long POLL_MILLIS = 100;

  private final ShopUnderTest shop;

  Quiet(ShopUnderTest shop) {
    this.shop = shop;
  }

  /**
   * Returns when nothing is in progress, or after two minutes; then the checks tell what is left.
   */
  void await() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (inProgress() > 0 && System.nanoTime() < end) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** In one statement: what a delivery leads to is there before the delivery is gone. */
  private long inProgress() throws IOException {
    try (Connection database = shop.connect();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(query(shop.modules()))) {
      row.next();
      return row.getLong(1);
    } catch (SQLException notUpYet) {
      return 1;
    }
  }

  static String query(List<String> modules) {
    String toolkit =
        modules.stream()
            .map(
                module ->
                    """
                    (select count(*) from %1$s.cleave_outbox where state in ('PENDING', 'RETRY'))
                    + (select count(*) from %1$s.cleave_saga where state in ('RUNNING', 'COMPENSATING'))
                    """
                        .formatted(module))
            .collect(Collectors.joining(" + "));
    return "select "
        + toolkit
        + " + (select count(*) from ordering.orders where status in ('PENDING', 'CANCELLING'))";
  }
}
