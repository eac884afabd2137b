package dev.cleave.bench.inventory;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The implementation behind the contract. */
@ApplicationScoped
public class StockBook implements BenchInventory {
  @Resource(lookup = "jdbc/benchinventory")
  private DataSource database;

  @Override
  @Transactional
  public Total total() {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select (select count(*) from stock_movement),"
                    + " (select coalesce(sum(reserved), 0) from stock)");
        ResultSet row = query.executeQuery()) {
      row.next();
      return new Total(row.getLong(1), row.getLong(2));
    } catch (SQLException failure) {
      throw new IllegalStateException("The movements could not be counted", failure);
    }
  }
}
