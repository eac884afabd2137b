package dev.cleave.bench.ordering;

import dev.cleave.bench.Micros;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Places orders: one row and one event, in one transaction. Not through the contract, whose
 * commands keep a record for repeats: the yardstick has none.
 */
@ApplicationScoped
public class OrderService implements BenchOrdering {
  @Resource(lookup = "jdbc/benchordering")
  private DataSource database;

  @Inject private Event<OrderPlaced> placed;

  /** Places an order and returns its number. */
  @Transactional
  public long place(String sku, int quantity) throws SQLException {
    long id = insert(sku, quantity);
    placed.fire(new OrderPlaced(id, sku, quantity, Micros.now()));
    return id;
  }

  private long insert(String sku, int quantity) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into orders (sku, quantity) values (?, ?) returning id")) {
      insert.setString(1, sku);
      insert.setInt(2, quantity);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Override
  @Transactional
  public Total total() {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select count(*), coalesce(sum(quantity), 0) from orders");
        ResultSet row = query.executeQuery()) {
      row.next();
      return new Total(row.getLong(1), row.getLong(2));
    } catch (SQLException failure) {
      throw new IllegalStateException("The orders could not be counted", failure);
    }
  }
}
