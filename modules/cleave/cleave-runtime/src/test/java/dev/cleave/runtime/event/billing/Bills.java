package dev.cleave.runtime.event.billing;

import dev.cleave.event.EventContext;
import dev.cleave.event.EventListener;
import dev.cleave.runtime.event.sales.Sold;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Writes a bill for each thing sold, in the transaction of the delivery. */
public class Bills {
  /** What a test does within a delivery. */
  @FunctionalInterface
  public interface Intrusion {
    void before(Sold event) throws Exception;
  }

  private final DataSource dataSource;
  private final Intrusion intrusion;

  public Bills(DataSource dataSource, Intrusion intrusion) {
    this.dataSource = dataSource;
    this.intrusion = intrusion;
  }

  @EventListener("write-bill")
  void on(Sold event) throws Exception {
    intrusion.before(event);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into bill (article, number, attempt) values (?, ?, ?)")) {
      insert.setString(1, event.article().value());
      insert.setInt(2, event.number());
      insert.setInt(3, EventContext.current().attempt());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("no bill", e);
    }
  }
}
