package dev.cleave.verify;

import static dev.cleave.verify.Fixtures.assertOne;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionRulesTest {
  @Test
  void transactions_outside_application_are_refused() {
    List<Violation> violations = violations(Rule.TRANSACTION_BOUNDARY);

    assertOne(
        violations,
        "ordering.domain.Rounding",
        "uses jakarta.transaction.Transactional",
        "@Transactional on a method of a bean in"
            + " dev.cleave.verify.fixture.transactions.ordering.application");
    assertOne(
        violations,
        "persistence.JpaOrders commit (JpaOrders.java:",
        "uses jakarta.persistence.EntityTransaction");
    assertOne(violations, "persistence.JpaOrders", "uses jakarta.transaction.UserTransaction");
    assertThat(violations).hasSize(3);
  }

  @Test
  void a_command_without_a_stated_transaction_is_refused() {
    List<Violation> violations = violations(Rule.COMMANDS_TRANSACTIONAL);

    assertOne(
        violations,
        "application.OrderDesk change (OrderDesk.java:",
        "implements the command Ordering.change without @Transactional",
        "@Transactional(TxType.NOT_SUPPORTED) if it calls commands of other modules");
    assertOne(violations, "domain.ReturnDesk", "implements the command Returns.giveBack");
    assertThat(violations).hasSize(2);
  }

  @Test
  void a_contract_has_one_implementation_in_application() {
    List<Violation> violations = violations(Rule.CONTRACT_IMPLEMENTATION);

    assertOne(
        violations, "ordering.Quotes", "has no implementation", "one @ApplicationScoped class");
    assertOne(violations, "ordering.Returns", "has 2 implementations: [", "ReturnDesk");
    assertOne(
        violations,
        "ordering.domain.ReturnDesk",
        "implements Returns, but is not an @ApplicationScoped bean of application");
    assertThat(violations).hasSize(3);
  }

  @Test
  void a_command_called_inside_a_transaction_is_refused_with_the_way_to_it() {
    List<Violation> violations = violations(Rule.COMMAND_IN_TRANSACTION);

    assertOne(
        violations,
        "application.OrderDesk twice (OrderDesk.java:",
        "calls the command Stock.reserve inside the transaction of OrderDesk.place, by way of"
            + " OrderDesk.twice",
        "commit first, then call");
    assertOne(
        violations,
        "application.StockReservations hold (StockReservations.java:",
        "by way of StockReservations.hold");
    assertOne(
        violations,
        "application.OrderDesk place (OrderDesk.java:",
        "calls the command Stock.reserve inside the transaction of OrderDesk.place");
  }

  @Test
  void reads_shared_transactions_and_suspended_calls_are_left_alone() {
    assertThat(violations(Rule.COMMAND_IN_TRANSACTION)).hasSize(3);
  }

  private static List<Violation> violations(Rule rule) {
    return Fixtures.violations("transactions", rule);
  }
}
