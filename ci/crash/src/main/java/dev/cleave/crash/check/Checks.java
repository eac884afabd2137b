package dev.cleave.crash.check;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All that must be true once everything is quiet. */
public final class Checks {

  private final List<SqlCheck> checks = new ArrayList<>();

  /** The checks of a shop with these modules. */
  public Checks(List<String> modules) {
    checks.addAll(OrderChecks.all());
    checks.addAll(StockChecks.all());
    checks.addAll(MoneyChecks.all());
    checks.addAll(ShipmentChecks.all());
    checks.addAll(DeliveryChecks.all(modules));
    checks.addAll(SagaChecks.all(modules));
    checks.addAll(MessageChecks.all());
    checks.addAll(HistoryChecks.all());
  }

  /** What is checked, in words. */
  List<String> laws() {
    return checks.stream().map(SqlCheck::law).toList();
  }

  /**
   * What is violated, one sentence each.
   *
   * @param database as superuser
   * @param journal of the commands, which are put into the schema {@code crash}
   */
  public List<String> violations(Connection database, Path journal)
      throws SQLException, IOException {
    JournalTables.load(database, journal);
    List<String> violations = new ArrayList<>();
    for (SqlCheck check : checks) {
      violations.addAll(check.violations(database));
    }
    return violations;
  }
}
