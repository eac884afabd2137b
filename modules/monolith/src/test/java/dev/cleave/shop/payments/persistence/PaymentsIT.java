package dev.cleave.shop.payments.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.InsufficientFunds;
import dev.cleave.shop.payments.Payment;
import dev.cleave.shop.payments.PaymentDiffers;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.PaymentNotFound;
import dev.cleave.shop.payments.PaymentRefunded;
import dev.cleave.shop.payments.PaymentState;
import dev.cleave.shop.payments.PaymentVoided;
import dev.cleave.shop.payments.Wallet;
import dev.cleave.shop.payments.WalletLimitExceeded;
import dev.cleave.shop.payments.WalletNotFound;
import dev.cleave.test.Together;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaymentsIT {
  private final PaymentsOfTest payments = new PaymentsOfTest();
  private final PaymentId id = PaymentsOfTest.newId();

  /** Each test has a customer of its own. */
  private UserId ann;

  @BeforeEach
  void openWithTen() throws Exception {
    ann = payments.openWallet();
    payments.deposit(ann, "10.00");
  }

  @Test
  void a_wallet_is_opened_once() throws Exception {
    UserId ben = payments.openWallet();

    assertThat(payments.wallet(ben)).isEqualTo(wallet(ben, "0.00", "0.00", "0.00"));
    assertThat(payments.open(ben)).isFalse();
    assertThat(payments.open(ann)).isFalse();
    assertThat(payments.in(p -> p.wallets(1, 1000)).items())
        .contains(wallet(ann, "10.00", "0.00", "0.00"), wallet(ben, "0.00", "0.00", "0.00"))
        .extracting(wallet -> wallet.customer().value())
        .isSorted();
  }

  @Test
  void whoever_has_no_wallet_is_told_so_and_leaves_no_trace() {
    UserId nobody = new UserId(-1);

    assertThatExceptionOfType(WalletNotFound.class).isThrownBy(() -> payments.wallet(nobody));
    assertThatExceptionOfType(WalletNotFound.class)
        .isThrownBy(() -> payments.deposit(nobody, "1.00"));
    assertThatExceptionOfType(WalletNotFound.class)
        .isThrownBy(() -> payments.authorise(id, nobody, "1.00"));
    assertThatExceptionOfType(PaymentNotFound.class).isThrownBy(() -> payments.payment(id));
  }

  @Test
  void an_amount_is_held_then_paid_then_given_back() throws Exception {
    Payment held = payments.authorise(id, ann, "4.00");
    assertThat(held.state()).isEqualTo(PaymentState.AUTHORISED);
    assertThat(payments.payment(id)).isEqualTo(held);
    assertWallet("6.00", "4.00", "0.00");

    for (int i = 0; i < 2; i++) {
      assertThat(payments.capture(id).state()).isEqualTo(PaymentState.CAPTURED);
      assertWallet("6.00", "0.00", "4.00");
    }
    for (int i = 0; i < 2; i++) {
      assertThat(payments.reverse(id).state()).isEqualTo(PaymentState.REFUNDED);
      assertWallet("10.00", "0.00", "0.00");
    }
    assertThatExceptionOfType(PaymentRefunded.class).isThrownBy(() -> payments.capture(id));
    assertThat(payments.authorise(id, ann, "4.00").state()).isEqualTo(PaymentState.REFUNDED);
  }

  @Test
  void an_amount_that_was_held_only_is_voided() throws Exception {
    payments.authorise(id, ann, "4.00");
    for (int i = 0; i < 2; i++) {
      assertThat(payments.reverse(id).state()).isEqualTo(PaymentState.VOIDED);
    }

    assertWallet("10.00", "0.00", "0.00");
    assertThatExceptionOfType(PaymentVoided.class).isThrownBy(() -> payments.capture(id));
    assertThatExceptionOfType(PaymentVoided.class)
        .isThrownBy(() -> payments.authorise(id, ann, "4.00"));
  }

  @Test
  void what_the_balance_does_not_cover_leaves_no_trace() throws Exception {
    assertThatExceptionOfType(InsufficientFunds.class)
        .isThrownBy(() -> payments.authorise(id, ann, "10.01"));

    assertThatExceptionOfType(PaymentNotFound.class).isThrownBy(() -> payments.payment(id));
    assertWallet("10.00", "0.00", "0.00");
    assertThat(payments.authorise(id, ann, "10.00").state()).isEqualTo(PaymentState.AUTHORISED);
  }

  @Test
  void a_payment_of_nothing_is_a_payment() throws Exception {
    payments.authorise(id, ann, "0.00");

    assertThat(payments.capture(id).state()).isEqualTo(PaymentState.CAPTURED);
    assertWallet("10.00", "0.00", "0.00");
  }

  @Test
  void an_authorisation_is_repeated_by_its_id_but_not_with_another_customer_or_amount()
      throws Exception {
    UserId ben = payments.openWallet();
    Payment first = payments.authorise(id, ann, "4.00");

    assertThat(payments.authorise(id, ann, "4.00")).isEqualTo(first);
    assertThatExceptionOfType(PaymentDiffers.class)
        .isThrownBy(() -> payments.authorise(id, ann, "4.01"));
    assertThatExceptionOfType(PaymentDiffers.class)
        .isThrownBy(() -> payments.authorise(id, ben, "4.00"));
    assertWallet("6.00", "4.00", "0.00");
  }

  @Test
  void an_authorisation_that_comes_after_its_reversal_is_refused() throws Exception {
    Payment tombstone = new Payment(id, PaymentState.VOIDED, Optional.empty(), Optional.empty());

    for (int i = 0; i < 2; i++) {
      assertThat(payments.reverse(id)).isEqualTo(tombstone);
    }
    assertThatExceptionOfType(PaymentVoided.class)
        .isThrownBy(() -> payments.authorise(id, ann, "4.00"));
    assertThatExceptionOfType(PaymentVoided.class).isThrownBy(() -> payments.capture(id));
    assertThat(payments.payment(id)).isEqualTo(tombstone);
    assertWallet("10.00", "0.00", "0.00");
  }

  @Test
  void more_than_a_wallet_takes_is_refused() throws Exception {
    UserId ben = payments.openWallet();
    payments.deposit(ben, "99999999999999.98");
    payments.deposit(ben, "0.01");

    assertThatExceptionOfType(WalletLimitExceeded.class)
        .isThrownBy(() -> payments.deposit(ben, "0.01"));
    assertThat(payments.authorise(id, ben, "99999999999999.99").state())
        .isEqualTo(PaymentState.AUTHORISED);
  }

  @Test
  void a_wallet_opened_by_many_at_once_is_opened_once() throws Exception {
    UserId ben = PaymentsOfTest.newCustomer();

    assertThat(Together.run(8, n -> () -> payments.open(ben))).containsOnlyOnce(true).hasSize(8);
  }

  @Test
  void however_many_authorise_at_once_no_cent_is_held_twice() throws Exception {
    List<Object> outcomes =
        Together.run(16, n -> () -> payments.authorise(PaymentsOfTest.newId(), ann, "3.00"));

    assertThat(outcomes).filteredOn(Payment.class::isInstance).hasSize(3);
    assertThat(outcomes).filteredOn(InsufficientFunds.class::isInstance).hasSize(13);
    assertWallet("1.00", "9.00", "0.00");
  }

  @Test
  void no_deposit_is_lost_among_many_at_once() throws Exception {
    List<Object> outcomes =
        Together.run(
            16,
            n ->
                () -> {
                  for (int i = 0; i < 10; i++) {
                    payments.deposit(ann, "0.01");
                  }
                  return "done";
                });

    assertThat(outcomes).containsOnly("done");
    assertThat(payments.wallet(ann))
        .isEqualTo(new Wallet(ann, usd("11.60"), usd("0.00"), usd("0.00"), usd("11.60")));
  }

  @Test
  void the_same_authorisation_made_at_once_holds_once() throws Exception {
    List<Object> outcomes = Together.run(8, n -> () -> payments.authorise(id, ann, "6.00"));

    assertThat(outcomes).hasOnlyElementsOfType(Payment.class);
    assertThat(outcomes.stream().distinct()).hasSize(1);
    assertWallet("4.00", "6.00", "0.00");
  }

  @Test
  void of_two_customers_with_the_same_id_at_once_one_gets_it() throws Exception {
    UserId ben = payments.openWallet();
    payments.deposit(ben, "10.00");
    List<Object> outcomes =
        Together.run(8, n -> () -> payments.authorise(id, n % 2 == 0 ? ann : ben, "6.00"));

    assertThat(outcomes).filteredOn(Payment.class::isInstance).hasSize(4);
    assertThat(outcomes).filteredOn(PaymentDiffers.class::isInstance).hasSize(4);
  }

  @Test
  void captures_and_reversals_at_once_count_once() throws Exception {
    for (int round = 0; round < 5; round++) {
      PaymentId payment = PaymentsOfTest.newId();
      payments.authorise(payment, ann, "4.00");
      List<Object> outcomes =
          Together.run(
              8, n -> () -> n % 2 == 0 ? payments.capture(payment) : payments.reverse(payment));

      assertThat(outcomes)
          .filteredOn(Exception.class::isInstance)
          .allMatch(e -> e instanceof PaymentVoided || e instanceof PaymentRefunded);
      assertWallet("10.00", "0.00", "0.00");
    }
  }

  @Test
  void an_authorisation_and_its_reversal_at_once_hold_nothing() throws Exception {
    for (int round = 0; round < 10; round++) {
      PaymentId payment = PaymentsOfTest.newId();
      List<Object> outcomes =
          Together.run(
              4,
              n ->
                  () ->
                      n == 0
                          ? payments.authorise(payment, ann, "4.00")
                          : payments.reverse(payment));

      assertThat(outcomes)
          .filteredOn(Exception.class::isInstance)
          .allMatch(PaymentVoided.class::isInstance);
      assertThat(payments.payment(payment).state()).isEqualTo(PaymentState.VOIDED);
      assertWallet("10.00", "0.00", "0.00");
    }
  }

  private void assertWallet(String balance, String held, String paid) throws Exception {
    assertThat(payments.wallet(ann)).isEqualTo(wallet(ann, balance, held, paid));
  }

  private static Wallet wallet(UserId customer, String balance, String held, String paid) {
    Money deposited = usd(balance).plus(usd(held)).plus(usd(paid));
    return new Wallet(customer, usd(balance), usd(held), usd(paid), deposited);
  }

  private static Money usd(String amount) {
    return Money.usd(amount);
  }
}
