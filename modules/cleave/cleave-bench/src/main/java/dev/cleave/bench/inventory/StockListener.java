package dev.cleave.bench.inventory;

import dev.cleave.bench.Micros;
import dev.cleave.bench.ordering.OrderPlaced;
import dev.cleave.event.EventListener;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Reserves the units of placed orders: two statements in the transaction that delivers. */
@ApplicationScoped
public class StockListener {
  private static final String RESERVE =
      "insert into stock (sku, reserved) values (?, ?)"
          + " on conflict (sku) do update set reserved = stock.reserved + excluded.reserved";
  private static final String NOTE =
      "insert into stock_movement (order_id, quantity, published_us, handled_us)"
          + " values (?, ?, ?, ?)";

  @Resource(lookup = "jdbc/benchinventory")
  private DataSource database;

  /** Takes the units, and notes when the event was published and when it arrived. */
  @EventListener("reserve-stock")
  public void on(OrderPlaced order) throws SQLException {
    long handledAt = Micros.now();
    try (Connection connection = database.getConnection();
        PreparedStatement reserve = connection.prepareStatement(RESERVE);
        PreparedStatement note = connection.prepareStatement(NOTE)) {
      reserve.setString(1, order.sku());
      reserve.setLong(2, order.quantity());
      reserve.executeUpdate();
      note.setLong(1, order.orderId());
      note.setInt(2, order.quantity());
      note.setLong(3, order.publishedAtMicros());
      note.setLong(4, handledAt);
      note.executeUpdate();
    }
  }
}
