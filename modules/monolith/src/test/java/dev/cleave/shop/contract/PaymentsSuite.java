package dev.cleave.shop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.CallContext;
import dev.cleave.InvalidRequest;
import dev.cleave.Page;
import dev.cleave.shop.accounts.UserCreated;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.Authorise;
import dev.cleave.shop.payments.Deposit;
import dev.cleave.shop.payments.InsufficientFunds;
import dev.cleave.shop.payments.Payment;
import dev.cleave.shop.payments.PaymentDiffers;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.PaymentNotFound;
import dev.cleave.shop.payments.PaymentRefunded;
import dev.cleave.shop.payments.PaymentState;
import dev.cleave.shop.payments.PaymentVoided;
import dev.cleave.shop.payments.Payments;
import dev.cleave.shop.payments.Wallet;
import dev.cleave.shop.payments.WalletNotFound;
import dev.cleave.shop.payments.application.LedgerRebuild;
import dev.cleave.shop.payments.application.WalletOpening;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.Together;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class PaymentsSuite extends ContractSuite {
  /** Customers need not be users; these are nobody's. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(1_000_000_000 + (int) (System.nanoTime() & 0xfff_ffff));

  private static final UserId NOBODY = new UserId(Integer.MAX_VALUE);

  private final PaymentId id = new PaymentId(UUID.randomUUID());

  @Inject private Payments payments;
  @Inject private WalletOpening opening;
  @Inject private LedgerRebuild rebuild;
  @Inject private UserTransaction transaction;
  private UserId ann;

  PaymentsSuite(String binding) {
    super(binding, "payments");
  }

  @BeforeEach
  void openWithTen() throws Exception {
    ann = new UserId(NEXT.incrementAndGet());
    open(ann);
    payments.deposit(ann, new Deposit(usd("10.00")));
  }

  @Test
  void a_wallet_that_is_opened_again_stays_as_it_is() throws Exception {
    open(ann);

    assertThat(payments.wallet(ann)).isEqualTo(wallet("10.00", "0.00", "0.00"));
  }

  @Test
  void an_amount_is_held_then_paid_then_given_back() throws Exception {
    Payment held = payments.authorise(authorise("4.00"));
    assertThat(held)
        .isEqualTo(
            new Payment(id, PaymentState.AUTHORISED, Optional.of(ann), Optional.of(usd("4.00"))));
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
    assertThatExceptionOfType(PaymentRefunded.class)
        .isThrownBy(() -> payments.capture(id))
        .satisfies(e -> assertThat(e.id()).isEqualTo(id));
  }

  @Test
  void what_was_held_only_is_voided() throws Exception {
    payments.authorise(authorise("4.00"));
    for (int i = 0; i < 2; i++) {
      assertThat(payments.reverse(id).state()).isEqualTo(PaymentState.VOIDED);
    }

    assertWallet("10.00", "0.00", "0.00");
    assertThatExceptionOfType(PaymentVoided.class).isThrownBy(() -> payments.capture(id));
    assertThatExceptionOfType(PaymentVoided.class)
        .isThrownBy(() -> payments.authorise(authorise("4.00")))
        .satisfies(e -> assertThat(e.id()).isEqualTo(id));
  }

  @Test
  void an_authorisation_that_comes_after_its_reversal_is_refused() throws Exception {
    Payment tombstone = new Payment(id, PaymentState.VOIDED, Optional.empty(), Optional.empty());

    assertThat(payments.reverse(id)).isEqualTo(tombstone);
    assertThat(payments.payment(id)).isEqualTo(tombstone);
    assertThatExceptionOfType(PaymentVoided.class)
        .isThrownBy(() -> payments.authorise(authorise("4.00")));
    assertWallet("10.00", "0.00", "0.00");
  }

  @Test
  void more_than_the_balance_cannot_be_held_and_nothing_is() throws Exception {
    assertThatExceptionOfType(InsufficientFunds.class)
        .isThrownBy(() -> payments.authorise(authorise("10.01")))
        .satisfies(
            e -> {
              assertThat(e.customer()).isEqualTo(ann);
              assertThat(e.amount()).isEqualTo(usd("10.01"));
              assertThat(e.balance()).isEqualTo(usd("10.00"));
            });
    assertWallet("10.00", "0.00", "0.00");
    assertThatExceptionOfType(PaymentNotFound.class).isThrownBy(() -> payments.payment(id));
  }

  @Test
  void however_many_authorise_at_once_no_cent_is_held_twice() throws Exception {
    List<Object> outcomes =
        Together.run(
            16,
            i ->
                () ->
                    payments.authorise(
                        new Authorise(new PaymentId(UUID.randomUUID()), ann, usd("3.00"))));

    assertThat(outcomes).filteredOn(Payment.class::isInstance).hasSize(3);
    assertThat(outcomes).filteredOn(InsufficientFunds.class::isInstance).hasSize(13);
    assertWallet("1.00", "9.00", "0.00");
  }

  @Test
  void an_authorisation_is_repeated_by_its_id_but_not_with_another_amount() throws Exception {
    Payment first = payments.authorise(authorise("4.00"));

    assertThat(payments.authorise(authorise("4.00"))).isEqualTo(first);
    assertThatExceptionOfType(PaymentDiffers.class)
        .isThrownBy(() -> payments.authorise(authorise("4.01")))
        .satisfies(e -> assertThat(e.id()).isEqualTo(id));
    assertWallet("6.00", "4.00", "0.00");
  }

  @Test
  void a_deposit_repeated_with_its_key_counts_once() throws Exception {
    CallContext keyed = CallContext.none().withIdempotencyKey(id.toString());
    for (int i = 0; i < 2; i++) {
      assertThat(keyed.call(() -> payments.deposit(ann, new Deposit(usd("5.00")))).balance())
          .isEqualTo(usd("15.00"));
    }
    assertWallet("15.00", "0.00", "0.00");
  }

  @Test
  void wallets_come_in_pages_in_the_order_of_the_customers() {
    Page<Wallet> first = payments.wallets(1, 1);

    assertThat(first.items()).hasSize(1);
    assertThat(payments.wallets(1, 1000).items())
        .contains(wallet("10.00", "0.00", "0.00"))
        .extracting(wallet -> wallet.customer().value())
        .isSorted();
    assertThat(payments.wallets(2_000_000, 1000))
        .isEqualTo(new Page<>(List.of(), 2_000_000, 1000, false));
  }

  @Test
  void what_makes_no_sense_is_refused() {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> payments.authorise(authorise("-0.01")));
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> payments.deposit(ann, new Deposit(usd("0.00"))));
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> payments.deposit(ann, new Deposit(new Money(BigDecimal.ONE, "EUR"))));
    assertThatExceptionOfType(WalletNotFound.class)
        .isThrownBy(() -> payments.wallet(NOBODY))
        .satisfies(e -> assertThat(e.customer()).isEqualTo(NOBODY));
    assertThatExceptionOfType(WalletNotFound.class)
        .isThrownBy(() -> payments.deposit(NOBODY, new Deposit(usd("1.00"))));
    assertThatExceptionOfType(WalletNotFound.class)
        .isThrownBy(() -> payments.authorise(new Authorise(id, NOBODY, usd("1.00"))));
    assertThatExceptionOfType(PaymentNotFound.class).isThrownBy(() -> payments.capture(id));
  }

  @Test
  void what_is_derived_follows_from_the_ledger_in_the_container_too() throws Exception {
    payments.authorise(authorise("4.00"));
    payments.capture(id);

    assertThat(rebuild.rebuild().differences()).isZero();
    assertWallet("6.00", "0.00", "4.00");
  }

  /** As the relay does it, in a transaction. */
  private void open(UserId customer) throws Exception {
    transaction.begin();
    opening.on(new UserCreated(customer, "Ann", Optional.empty()));
    transaction.commit();
  }

  private Authorise authorise(String amount) {
    return new Authorise(id, ann, usd(amount));
  }

  private void assertWallet(String balance, String held, String paid) throws WalletNotFound {
    assertThat(payments.wallet(ann)).isEqualTo(wallet(balance, held, paid));
  }

  private Wallet wallet(String balance, String held, String paid) {
    Money deposited = usd(balance).plus(usd(held)).plus(usd(paid));
    return new Wallet(ann, usd(balance), usd(held), usd(paid), deposited);
  }

  private static Money usd(String amount) {
    return Money.usd(amount);
  }
}
