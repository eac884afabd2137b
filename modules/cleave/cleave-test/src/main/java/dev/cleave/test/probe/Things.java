package dev.cleave.test.probe;

import dev.cleave.test.probe.Probe.ItemId;
import dev.cleave.test.probe.Probe.Thing;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The things, as rows. */
@ApplicationScoped
public class Things {
  @Resource(lookup = "jdbc/probe")
  private DataSource dataSource;

  /** In the transaction of the call: a bean behind the service joins it as beans do. */
  @Transactional
  public Thing add(String name) {
    String sql = "insert into thing (name) values (?) returning id";
    return query(
        sql,
        name,
        rows -> {
          rows.next();
          return new Thing(new ItemId(rows.getInt(1)), name);
        });
  }

  /** In a transaction of its own, unless there is one of that name. */
  @Transactional
  public Thing addOnce(String name) {
    String sql = "select id from thing where name = ?";
    Thing found =
        query(sql, name, rows -> rows.next() ? new Thing(new ItemId(rows.getInt(1)), name) : null);
    return found == null ? add(name) : found;
  }

  int count(String name) {
    return query(
        "select count(*) from thing where name = ?",
        name,
        rows -> {
          rows.next();
          return rows.getInt(1);
        });
  }

  boolean remove(ItemId id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete = connection.prepareStatement("delete from thing where id = ?")) {
      delete.setInt(1, id.value());
      return delete.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private <T> T query(String sql, String argument, Reader<T> reader) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, argument);
      try (ResultSet rows = statement.executeQuery()) {
        return reader.read(rows);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
