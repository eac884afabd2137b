package dev.cleave.crash.check;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All that must be true once everything is quiet. */
public final class Checks {

  /** Laws that are broken by what is there twice, or without anybody having asked for it. */
  private static final Set<String> OF_TOO_MUCH =
      Set.of(
          "a repeat gets the same answer",
          "every order is there once",
          "every order that is there was answered",
          "nothing has effects but orders",
          "nothing is deposited that nobody put in",
          "nothing happens to a payment twice",
          "nothing is sent that nobody sent",
          "what was sent is sent once",
          "every user is there once",
          "every user that is there was answered",
          "customers are told of nothing else");

  private final List<SqlCheck> checks = new ArrayList<>();

  /** The checks of a shop with these modules. */
  public Checks(List<String> modules) {
    checks.addAll(UserChecks.all());
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

  /** Whether a violation is one of too much, and not of something missing or wrong. */
  public static boolean isOfTooMuch(String violation) {
    return OF_TOO_MUCH.stream().anyMatch(law -> violation.startsWith(law + ": "));
  }

  /** The laws of which {@link #isOfTooMuch} knows. */
  static Set<String> lawsOfTooMuch() {
    return OF_TOO_MUCH;
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
