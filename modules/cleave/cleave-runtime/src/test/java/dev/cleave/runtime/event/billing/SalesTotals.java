package dev.cleave.runtime.event.billing;

import dev.cleave.event.EventContext;
import dev.cleave.event.EventListener;
import dev.cleave.event.ReadModel;
import dev.cleave.event.Rebuildable;
import dev.cleave.runtime.event.sales.Sold;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** How much was sold of each article. */
@Rebuildable("totals")
public class SalesTotals implements ReadModel {
  private final DataSource dataSource;

  public SalesTotals(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @EventListener("count-sales")
  void on(Sold event) throws SQLException {
    update(
        """
        insert into total (generation, article, number) values (?, ?, ?)
        on conflict (generation, article) do update set number = total.number + excluded.number""",
        EventContext.current().generation(),
        event.article().value(),
        event.number());
  }

  @Override
  public int drop(int generation, int limit) {
    try {
      return update(
          "delete from total where ctid in (select ctid from total where generation = ? limit ?)",
          generation,
          limit);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int update(String sql, Object... arguments) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      return statement.executeUpdate();
    }
  }
}
