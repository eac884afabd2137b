package dev.cleave.shop.payments.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cleave.event.DerivedState.Report;
import dev.cleave.shop.ShopDatabase;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.domain.Purse;
import dev.cleave.test.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildIT {
  private final PaymentsOfTest payments = new PaymentsOfTest();
  private final PaymentId held = PaymentsOfTest.newId();
  private final PaymentId paid = PaymentsOfTest.newId();
  private final PaymentId tombstone = PaymentsOfTest.newId();
  private UserId ann;

  @BeforeEach
  void liveALittle() throws Exception {
    ann = payments.openWallet();
    payments.deposit(ann, "100.00");
    payments.authorise(held, ann, "4.00");
    payments.authorise(paid, ann, "5.00");
    payments.capture(paid);
    payments.reverse(tombstone);
    for (int i = 0; i < Purse.EVENTS_PER_SNAPSHOT; i++) {
      payments.deposit(ann, "0.01");
    }
  }

  @Test
  void the_live_state_is_what_follows_from_the_log() throws Exception {
    Report report = payments.rebuild().rebuild();

    assertThat(report.differences()).isZero();
    assertThat(report.entries()).isEqualTo(rows("wallet_event") + rows("payment_tombstone"));
    assertThat(payments.rebuild().name()).isEqualTo("ledger");
  }

  @Test
  void it_stays_so_while_the_module_serves() throws Exception {
    List<UserId> customers = new ArrayList<>(List.of(ann));
    for (int i = 0; i < 3; i++) {
      customers.add(payments.openWallet());
      payments.deposit(customers.get(i + 1), "1000.00");
    }
    AtomicInteger serving = new AtomicInteger(4);
    List<Object> outcomes =
        Together.run(
            5,
            n ->
                () ->
                    n == 4
                        ? rebuildWhile(serving)
                        : serve(serving, customers.get(n), customers.get((n + 1) % 4)));

    assertThat(outcomes).containsOnly("done");
    assertThat(payments.rebuild().rebuild().differences()).isZero();
  }

  @Test
  void whatever_was_changed_beside_the_log_is_found_and_put_right() throws Exception {
    List<List<?>> before = derived();
    for (String change :
        List.of(
            "update wallet set balance = balance - 1, held = held + 1 where customer = " + ann,
            "update wallet_snapshot set paid = paid + 1, deposited = deposited + 1"
                + " where customer = "
                + ann,
            "update payment set state = 'CAPTURED' where id = '" + held + "'",
            "delete from payment where id = '" + paid + "'",
            "insert into payment select gen_random_uuid(), 'AUTHORISED', 1, 1 from wallet"
                + " where customer = 1",
            "insert into wallet_snapshot select customer, 7, balance, held, paid, deposited"
                + " from wallet where customer = "
                + ann,
            "delete from payment where id = '" + tombstone + "'",
            "insert into payment select gen_random_uuid(), 'VOIDED'")) {
      assertThat(sql(change)).as(change).isEqualTo(1);
      assertThat(payments.rebuild().rebuild().differences()).as(change).isEqualTo(1);
      assertThat(derived()).as(change).isEqualTo(before);
      assertThat(payments.rebuild().rebuild().differences()).as(change).isZero();
    }
  }

  @Test
  void all_of_it_at_once_is_put_right_too() throws Exception {
    List<List<?>> before = derived();
    sql("update wallet set version = version + 1, balance = 1, held = 2, paid = 3, deposited = 6");
    sql("delete from wallet_snapshot");
    sql("delete from payment");

    assertThat(payments.rebuild().rebuild().differences())
        .isEqualTo(before.stream().mapToLong(List::size).sum());
    assertThat(derived()).isEqualTo(before);
  }

  @Test
  void a_command_finds_that_a_wallet_does_not_follow_its_log_and_leaves_it_alone()
      throws Exception {
    sql("update wallet set version = version + 1 where customer = " + ann);

    assertThatIllegalStateException()
        .isThrownBy(() -> payments.deposit(ann, "1.00"))
        .withMessageContaining("./cleave rebuild payments");
    assertThat(payments.rebuild().rebuild().differences()).isEqualTo(1);
    payments.deposit(ann, "1.00");
  }

  private String rebuildWhile(AtomicInteger serving) {
    do {
      assertThat(payments.rebuild().rebuild().differences()).isZero();
    } while (serving.get() > 0);
    return "done";
  }

  private String serve(AtomicInteger serving, UserId one, UserId other) throws Exception {
    try {
      for (int i = 0; i < 25; i++) {
        PaymentId payment = PaymentsOfTest.newId();
        payments.authorise(payment, i % 2 == 0 ? one : other, "0.50");
        payments.capture(payment);
        if (i % 3 == 0) {
          payments.reverse(payment);
          payments.reverse(PaymentsOfTest.newId());
        }
      }
    } finally {
      serving.decrementAndGet();
    }
    return "done";
  }

  /** The rows of all derived tables. */
  private static List<List<?>> derived() throws Exception {
    List<List<?>> tables = new ArrayList<>();
    for (String table : List.of("wallet", "wallet_snapshot", "payment")) {
      tables.add(
          ShopDatabase.inTransaction(
              "payments",
              em ->
                  em.createNativeQuery(
                          "select cast(t as text) from %s t order by 1".formatted(table),
                          String.class)
                      .getResultList()));
    }
    return tables;
  }

  private static long rows(String table) throws Exception {
    return ShopDatabase.inTransaction(
        "payments",
        em ->
            ((Number)
                    em.createNativeQuery("select count(*) from " + table, Long.class)
                        .getSingleResult())
                .longValue());
  }

  private static int sql(String statement) throws Exception {
    return ShopDatabase.inTransaction(
        "payments", em -> em.createNativeQuery(statement).executeUpdate());
  }
}
