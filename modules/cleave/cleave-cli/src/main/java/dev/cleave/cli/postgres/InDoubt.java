package dev.cleave.cli.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Transactions over two data sources that are prepared and not decided. A server that was killed
 * decides them within seconds of its next start; until then they hold their locks.
 *
 * @param address of the database
 * @param ownerPassword of the role that may look
 */
public record InDoubt(DatabaseAddress address, String ownerPassword) {

  private static final String OLD =
      """
      select count(*), string_agg(distinct owner::text, ', ' order by owner::text)
      from pg_prepared_xacts
      where database = current_database() and prepared < now() - ? * interval '1 second'""";

  /** What is wrong, if some have been in doubt for longer than {@code normal}. */
  public Optional<String> problem(Duration normal) {
    try (Connection connection =
            DriverManager.getConnection(address.url(), Provisioning.OWNER, ownerPassword);
        PreparedStatement query = connection.prepareStatement(OLD)) {
      query.setLong(1, normal.toSeconds());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getInt(1) == 0
            ? Optional.empty()
            : Optional.of(
                ("%d transactions of %s have been in doubt for more than %d s and hold their locks: the"
                        + " process that began them decides them when it starts (./cleave up); if its"
                        + " transaction log is lost, see pg_prepared_xacts and end them by hand")
                    .formatted(row.getInt(1), row.getString(2), normal.toSeconds()));
      }
    } catch (SQLException unreachable) {
      return Optional.of(
          "the database cannot be asked for transactions in doubt: " + unreachable.getMessage());
    }
  }
}
