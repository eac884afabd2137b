package dev.cleave.verify;

import static dev.cleave.verify.Fixtures.assertOne;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ordering.OrderChecked | has the name \"ordering.OrderChecked\""
            + " | \"ordering.<what-happened>.v<version>\" in lower case",
        "ordering.OrderPaid | has the name \"payments.order-paid.v1\" | \"ordering.<what-happened>",
        "domain.OrderHidden | has the name \"ordering.order-hidden.v0\" | versions from v1",
        "ordering.OrderSent | has the name \"ordering.order-placed.v1\" of"
            + " dev.cleave.verify.fixture.events.ordering.OrderPlaced | a name of its own",
        "ordering.OrderPaid | has 2 components with @EventKey | exactly one",
        "domain.OrderHidden | has 0 components with @EventKey | by which deliveries are ordered",
        "ordering.OrderChecked check | is an @EventKey of type dev.cleave | is called value",
        "domain.OrderHidden | is an event in a private package"
            + " | the contract package dev.cleave.verify.fixture.events.ordering",
        "ordering.OrderNoted | is an event, but not a record | a record of contract types",
      })
  void events_are_records_of_the_contract_with_one_key_and_a_lasting_name(
      String where, String what, String allowed) {
    assertOne(violations(Rule.EVENT_RECORDS), where, what, "allowed: ", allowed);
    assertThat(violations(Rule.EVENT_RECORDS)).hasSize(9);
  }

  @Test
  void events_are_made_of_contract_types() {
    assertOne(
        violations(Rule.CONTRACT_TYPES),
        "ordering.OrderPlaced weight",
        "has the type float",
        "BigDecimal of stated scale");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "domain.Ledger | listens to events outside application"
            + " | a bean in dev.cleave.verify.fixture.events.ordering.application",
        "PaymentNotes badlyNamed (PaymentNotes.java: | has the subscription name \"Note_It\""
            + " | such as \"open-wallet\"",
        "PaymentNotes second (PaymentNotes.java:"
            + " | has the subscription name \"twice\" of PaymentNotes.first | within the module",
        "PaymentNotes twoParameters (PaymentNotes.java: | takes [PaymentCaptured, String]"
            + " | exactly one parameter",
        "PaymentNotes noEvent (PaymentNotes.java: | takes [String] | with @IntegrationEvent",
        "PaymentNotes hidden (PaymentNotes.java: | is a private or static listener | an instance",
        "PaymentNotes apart (PaymentNotes.java: | leaves the transaction of its delivery by"
            + " @Transactional(REQUIRES_NEW) | work and delivery commit together",
        "PaymentNotes payments (PaymentNotes.java | listens to events and uses the contract"
            + " dev.cleave.verify.fixture.events.payments.Payments | is a saga",
        "application.Totals | is @Rebuildable, but no ReadModel | implements ReadModel",
        "application.Totals | is @Rebuildable without listeners | the listeners that feed it",
      })
  void listeners_keep_to_their_event(String where, String what, String allowed) {
    assertOne(violations(Rule.EVENT_LISTENERS), where, what, "allowed: ", allowed);
    assertThat(violations(Rule.EVENT_LISTENERS)).hasSize(10);
  }

  @Test
  void a_command_that_a_listener_reaches_is_refused_with_the_way_to_it() {
    assertOne(
        violations(Rule.COMMAND_IN_TRANSACTION),
        "PaymentCalls capture (PaymentCalls.java:",
        "calls the command Payments.capture inside the transaction of PaymentNotes.second, by way"
            + " of PaymentCalls.capture",
        "or a saga");
  }

  @Test
  void a_module_publishes_its_own_events_alone() {
    List<Violation> violations = violations(Rule.EVENT_PUBLISHERS);

    assertOne(
        violations,
        "application.Announcements captured",
        "can publish dev.cleave.verify.fixture.events.payments.PaymentCaptured of module payments",
        "events of package dev.cleave.verify.fixture.events.ordering");
    assertOne(violations, "application.Announcements <init> (Announcements.java:", "of module pay");
    assertThat(violations).hasSize(2);
  }

  @Test
  void sagas_live_in_application_and_open_no_transactions() {
    List<Violation> violations = violations(Rule.SAGAS);

    assertOne(
        violations,
        "domain.Ledger sagas (Ledger.java",
        "uses dev.cleave.saga.Sagas outside application",
        "a bean in dev.cleave.verify.fixture.events.ordering.application");
    assertOne(
        violations,
        "application.Checkout\n",
        "is a saga with @Transactional",
        "calls contracts outside any transaction");
    assertOne(violations, "application.Checkout reserve (Checkout.java:", "is a saga with");
    assertThat(violations).hasSize(3);
  }

  @Test
  void a_read_that_reaches_the_database_outside_a_transaction_is_refused_with_the_way_to_it() {
    List<Violation> violations = violations(Rule.READS_TRANSACTIONAL);

    assertOne(
        violations,
        "persistence.JpaOrders newest (JpaOrders.java:",
        "uses EntityManager outside a transaction, in the read OrderDesk.orders, by way of"
            + " OrderDesk.inTransaction -> JpaOrders.newest",
        "@Transactional on the read, or on its class");
    assertThat(violations).hasSize(1);
  }

  private static List<Violation> violations(Rule rule) {
    return Fixtures.violations("events", rule);
  }
}
