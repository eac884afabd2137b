package dev.cleave.shop.payments.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.cli.postgres.Provisioning;
import dev.cleave.shop.ShopDatabase;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.domain.Purse;
import dev.cleave.shop.payments.domain.WalletEvent;
import dev.cleave.test.Together;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself sees to. */
class LedgerIT {
  private static final WalletEvent CENT = WalletEvent.deposited(Money.usd("0.01"));

  private final PaymentsOfTest payments = new PaymentsOfTest();
  private final PaymentId id = PaymentsOfTest.newId();
  private UserId ann;

  @BeforeEach
  void openWithTen() throws Exception {
    ann = payments.openWallet();
    payments.deposit(ann, "10.00");
  }

  @Test
  void whoever_appends_to_a_wallet_that_moved_on_finds_out_and_can_go_on() throws Exception {
    boolean appended =
        payments.inLedger(
            ledger -> {
              Purse stale = ledger.load(ann).orElseThrow();
              payments.deposit(ann, "1.00");
              assertThat(ledger.append(stale, CENT)).isFalse();
              return ledger.append(ledger.load(ann).orElseThrow(), CENT);
            });

    assertThat(appended).isTrue();
    assertThat(payments.wallet(ann).balance()).isEqualTo(Money.usd("11.01"));
  }

  @Test
  void of_many_who_append_after_the_same_version_one_does() throws Exception {
    Purse loaded = payments.inLedger(ledger -> ledger.load(ann).orElseThrow());

    assertThat(Together.run(8, n -> () -> payments.inLedger(l -> l.append(loaded, CENT))))
        .containsOnlyOnce(true)
        .hasSize(8)
        .containsOnly(true, false);
  }

  @Test
  void a_long_history_is_loaded_from_its_last_snapshot() throws Exception {
    for (int i = 0; i < 2 * Purse.EVENTS_PER_SNAPSHOT; i++) {
      payments.deposit(ann, "0.01");
    }
    Purse purse = payments.inLedger(ledger -> ledger.load(ann).orElseThrow());

    assertThat(purse.version()).isEqualTo(2L * Purse.EVENTS_PER_SNAPSHOT + 2);
    assertThat(purse.toWallet()).isEqualTo(payments.wallet(ann));
    assertThat(
            numbers("select version from wallet_snapshot where customer = " + ann + " order by 1"))
        .extracting(BigDecimal::intValue)
        .containsExactly(50, 100);
  }

  @Test
  void the_sum_over_all_accounts_is_zero_at_every_version() throws Exception {
    payments.authorise(id, ann, "4.00");
    payments.capture(id);
    payments.reverse(id);

    assertThat(
            numbers(
                """
                select sum(sum(amount)) over (order by position)
                from ledger_entry group by position
                """))
        .isNotEmpty()
        .allSatisfy(sum -> assertThat(sum).isEqualByComparingTo(BigDecimal.ZERO));
  }

  @Test
  void every_wallet_is_what_its_accounts_sum_up_to() throws Exception {
    payments.authorise(id, ann, "4.00");
    payments.capture(id);
    payments.authorise(PaymentsOfTest.newId(), ann, "2.00");

    assertThat(
            numbers(
                """
                select count(*) from wallet w where w.balance <> (
                    select coalesce(sum(amount), 0) from ledger_entry
                    where account = 'wallet:' || w.customer)
                  or w.held <> (
                    select coalesce(sum(amount), 0) from ledger_entry
                    where account = 'held:' || w.customer)
                """))
        .containsExactly(BigDecimal.ZERO);
    assertThat(numbers("select sum(amount) from ledger_entry where account = 'revenue'"))
        .isEqualTo(numbers("select sum(paid) from wallet"));
    assertThat(numbers("select -sum(amount) from ledger_entry where account = 'deposits'"))
        .isEqualTo(numbers("select sum(deposited) from wallet"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update wallet_event set amount = amount + 1",
        "update wallet_event set amount = 0 where false",
        "delete from wallet_event",
        "update payment_tombstone set recorded_at = now()",
        "delete from payment_tombstone",
        "truncate wallet_event",
        "truncate payment_tombstone"
      })
  void nobody_changes_the_log_not_even_its_owner(String statement) throws Exception {
    assertThatExceptionOfType(SQLException.class).isThrownBy(() -> asModule(statement));
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> asOwner(statement))
        .withMessageContaining("the ledger is append-only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // not by the kind's accounts
        "'DEPOSITED', null, 'deposits', 'revenue', 1",
        "'DEPOSITED', null, 'deposits', 'wallet:0', 1",
        "'DEPOSITED', null, 'deposits', null, 1",
        "'CAPTURED', gen_random_uuid(), 'wallet:%s', 'revenue', 1",
        // against the sense
        "'DEPOSITED', null, 'deposits', 'wallet:%s', -1",
        // of a payment, or of none
        "'CAPTURED', null, 'held:%s', 'revenue', 1",
        "'DEPOSITED', gen_random_uuid(), 'deposits', 'wallet:%s', 1",
        // a kind that does not exist, or only at the begin
        "'STOLEN', null, 'deposits', 'wallet:%s', 1",
        "'OPENED', null, null, null, 0"
      })
  void an_event_that_does_not_balance_is_refused(String event) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> asModule(insert(99, event)))
        .withMessageContaining("check constraint");
  }

  @Test
  void a_version_is_taken_once() {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> asModule(insert(2, "'DEPOSITED', null, 'deposits', 'wallet:%s', 1")))
        .withMessageContaining("wallet_event_pkey");
  }

  @Test
  void nothing_happens_to_a_payment_twice() throws Exception {
    payments.authorise(id, ann, "4.00");
    payments.capture(id);

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> asModule(insert(99, "'CAPTURED', '" + id + "', 'held:%s', 'revenue', 4")))
        .withMessageContaining("wallet_event_payment_key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "balance = -1, held = 11",
        "held = -1, balance = 11",
        "paid = -1, balance = 11",
        "balance = balance + 1",
        "deposited = 0"
      })
  void no_wallet_is_overdrawn_or_out_of_balance(String change) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> asModule("update wallet set " + change + " where customer = " + ann))
        .withMessageContaining("check constraint");
  }

  private String insert(int version, String event) {
    return ("insert into wallet_event"
            + " (customer, version, kind, payment, from_account, to_account, amount) values (%s, %d, "
            + event.replace("%s", ann.toString())
            + ")")
        .formatted(ann, version);
  }

  private static List<BigDecimal> numbers(String query) throws Exception {
    return ShopDatabase.inTransaction(
        "payments",
        em -> {
          List<?> rows = em.createNativeQuery(query).getResultList();
          return rows.stream().map(row -> new BigDecimal(row.toString())).toList();
        });
  }

  private static void asModule(String statement) throws Exception {
    try (Connection connection = ShopDatabase.connection("payments")) {
      execute(connection, statement);
    }
  }

  private static void asOwner(String statement) throws Exception {
    try (Connection connection =
        DriverManager.getConnection(
            ShopDatabase.address().url(),
            Provisioning.OWNER,
            ShopDatabase.secrets().ownerPassword())) {
      connection.setSchema("payments");
      execute(connection, statement);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
