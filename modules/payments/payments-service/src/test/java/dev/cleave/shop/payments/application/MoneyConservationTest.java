package dev.cleave.shop.payments.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.accounts.UserCreated;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.Authorise;
import dev.cleave.shop.payments.Deposit;
import dev.cleave.shop.payments.InsufficientFunds;
import dev.cleave.shop.payments.MoneyDeposited;
import dev.cleave.shop.payments.PaymentCaptured;
import dev.cleave.shop.payments.PaymentDiffers;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.PaymentNotFound;
import dev.cleave.shop.payments.PaymentRefunded;
import dev.cleave.shop.payments.PaymentReversed;
import dev.cleave.shop.payments.PaymentState;
import dev.cleave.shop.payments.PaymentVoided;
import dev.cleave.shop.payments.Wallet;
import dev.cleave.shop.payments.WalletNotFound;
import dev.cleave.shop.payments.WalletOpened;
import dev.cleave.shop.payments.domain.Charge;
import dev.cleave.shop.payments.domain.WalletEvent;
import dev.cleave.shop.payments.domain.WalletState.Derivation;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever is commanded in whatever order, twice, or too late, and whoever is faster meanwhile: no
 * cent appears, and none is lost.
 */
class MoneyConservationTest {
  private static final int CUSTOMERS = 3;
  private static final int PAYMENTS = 8;

  /** One command; {@code which} picks the customer and the payment, {@code rivals} are faster. */
  record Step(Kind kind, int which, int cents, int rivals) {}

  enum Kind {
    OPEN,
    DEPOSIT,
    AUTHORISE,
    CAPTURE,
    REVERSE
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return steps().list().ofMaxSize(80);
  }

  @Provide
  Arbitrary<List<Step>> longHistories() {
    return steps().list().ofMinSize(300).ofMaxSize(400);
  }

  private static Arbitrary<Step> steps() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(0, CUSTOMERS * PAYMENTS - 1),
            Arbitraries.integers().between(1, 2_000),
            Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(2, 1), Tuple.of(1, 5)))
        .as(Step::new);
  }

  @Property(tries = 500)
  void money_in_is_money_out_and_balances_at_every_version(@ForAll("histories") List<Step> history)
      throws Exception {
    Shop shop = new Shop();
    for (Step step : history) {
      shop.take(step);
      shop.checkEveryWallet();
    }
    shop.checkEveryVersion();
  }

  @Property(tries = 30)
  void a_snapshot_and_the_events_after_it_are_all_events(
      @ForAll("longHistories") List<Step> history) throws Exception {
    Shop shop = new Shop();
    for (Step step : history) {
      shop.take(step);
    }
    shop.checkEveryWallet();
    shop.checkEveryVersion();
  }

  @Property(tries = 200)
  void all_that_is_derived_follows_from_the_log_alone(@ForAll("histories") List<Step> history)
      throws Exception {
    Shop shop = new Shop();
    for (Step step : history) {
      shop.take(step);
    }
    shop.checkDerived();
  }

  /** A ledger, and beside it the plainest account of what should be in it. */
  private static final class Shop {
    private final LedgerInMemory ledger = new LedgerInMemory();
    private final Fired<WalletOpened> opened = new Fired<>();
    private final Fired<MoneyDeposited> deposited = new Fired<>();
    private final Fired<PaymentCaptured> captured = new Fired<>();
    private final Fired<PaymentReversed> reversed = new Fired<>();
    private final WalletOpening opening = new WalletOpening(ledger, opened);
    private final PaymentsService payments =
        new PaymentsService(ledger, ledger, deposited, captured, reversed, Sabotage.NONE);
    private final Map<UserId, Integer> centsIn = new HashMap<>();
    private final Map<PaymentId, PaymentState> expected = new HashMap<>();
    private final Map<PaymentId, Authorise> authorised = new HashMap<>();

    void take(Step step) throws Exception {
      UserId customer = new UserId(1 + step.which() % CUSTOMERS);
      PaymentId payment = new PaymentId(new UUID(0, step.which() % PAYMENTS));
      Money amount = cents(step.cents());
      if (step.kind() != Kind.OPEN && centsIn.containsKey(customer)) {
        letRivalsBeFaster(step, customer);
      }
      switch (step.kind()) {
        case OPEN -> open(customer);
        case DEPOSIT -> deposit(customer, amount);
        case AUTHORISE -> authorise(new Authorise(payment, customer, amount));
        case CAPTURE -> capture(payment);
        case REVERSE -> reverse(payment);
      }
      ledger.endRivalry();
    }

    /** What somebody else deposits while this command is under way. */
    private void letRivalsBeFaster(Step step, UserId customer) {
      for (int i = 0; i < step.rivals(); i++) {
        ledger.letBeFaster(
            customer,
            WalletEvent.deposited(cents(1)),
            () -> centsIn.merge(customer, 1, Integer::sum));
      }
    }

    private void open(UserId customer) {
      opening.on(new UserCreated(customer, "Ann", Optional.empty()));
      centsIn.putIfAbsent(customer, 0);
      assertThat(opened.events()).hasSize(centsIn.size());
    }

    private void deposit(UserId customer, Money amount) throws Exception {
      try {
        ledger.inTransaction(() -> payments.deposit(customer, new Deposit(amount)));
        centsIn.merge(customer, amount.amount().movePointRight(2).intValueExact(), Integer::sum);
      } catch (WalletNotFound e) {
        assertThat(centsIn).doesNotContainKey(customer);
      }
    }

    private void authorise(Authorise command) throws Exception {
      PaymentState before = expected.get(command.id());
      try {
        PaymentState state = ledger.inTransaction(() -> payments.authorise(command)).state();
        assertThat(state).isEqualTo(before == null ? PaymentState.AUTHORISED : before);
        expected.put(command.id(), state);
        authorised.putIfAbsent(command.id(), command);
        assertThat(authorised).containsEntry(command.id(), command);
      } catch (InsufficientFunds e) {
        assertThat(before).isNull();
        assertThat(e.balance().amount()).isLessThan(command.amount().amount());
      } catch (WalletNotFound e) {
        assertThat(before).isNull();
        assertThat(centsIn).doesNotContainKey(command.customer());
      } catch (PaymentVoided e) {
        assertThat(before).isEqualTo(PaymentState.VOIDED);
      } catch (PaymentDiffers e) {
        assertThat(before).isNotNull();
        assertThat(authorised.get(command.id())).isNotNull().isNotEqualTo(command);
      }
    }

    private void capture(PaymentId payment) throws Exception {
      PaymentState before = expected.get(payment);
      try {
        assertThat(ledger.inTransaction(() -> payments.capture(payment)).state())
            .isEqualTo(PaymentState.CAPTURED);
        assertThat(before).isIn(PaymentState.AUTHORISED, PaymentState.CAPTURED);
        expected.put(payment, PaymentState.CAPTURED);
      } catch (PaymentNotFound e) {
        assertThat(before).isNull();
      } catch (PaymentVoided e) {
        assertThat(before).isEqualTo(PaymentState.VOIDED);
      } catch (PaymentRefunded e) {
        assertThat(before).isEqualTo(PaymentState.REFUNDED);
      }
    }

    private void reverse(PaymentId payment) throws Exception {
      PaymentState before = expected.get(payment);
      boolean wasPaid = before == PaymentState.CAPTURED || before == PaymentState.REFUNDED;
      PaymentState after = wasPaid ? PaymentState.REFUNDED : PaymentState.VOIDED;

      assertThat(ledger.inTransaction(() -> payments.reverse(payment)).state()).isEqualTo(after);
      expected.put(payment, after);
    }

    void checkEveryWallet() throws Exception {
      for (UserId customer : centsIn.keySet()) {
        Wallet wallet = payments.wallet(customer);
        assertThat(wallet).isEqualTo(ledger.fold(customer).toWallet());
        assertThat(wallet.deposited()).isEqualTo(cents(centsIn.get(customer)));
        assertThat(wallet.held()).isEqualTo(sum(customer, PaymentState.AUTHORISED));
        assertThat(wallet.paid()).isEqualTo(sum(customer, PaymentState.CAPTURED));
        assertThat(wallet.balance().plus(wallet.held()).plus(wallet.paid()))
            .isEqualTo(wallet.deposited());
        assertThat(wallet.balance().amount()).isNotNegative();
      }
    }

    void checkEveryVersion() {
      for (int version = 0; version <= ledger.log().size(); version++) {
        Map<String, BigDecimal> accounts = ledger.accountsAfter(version);
        assertThat(accounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
            .isEqualByComparingTo(BigDecimal.ZERO);
        accounts.forEach(
            (account, amount) -> {
              if (!account.equals("deposits")) {
                assertThat(amount).as(account).isNotNegative();
              }
            });
      }
      long paid = authorised.keySet().stream().filter(this::wasCaptured).count();
      assertThat(captured.events()).doesNotHaveDuplicates().hasSize((int) paid);
      assertThat(reversed.events())
          .extracting(PaymentReversed::payment)
          .doesNotHaveDuplicates()
          .allMatch(authorised::containsKey);
    }

    private boolean wasCaptured(PaymentId payment) {
      return ledger.log().stream()
          .map(LedgerInMemory.Recorded::event)
          .anyMatch(
              event ->
                  event.kind() == WalletEvent.Kind.CAPTURED
                      && event.payment().equals(Optional.of(payment)));
    }

    void checkDerived() {
      Map<PaymentId, Charge> derived = new HashMap<>();
      for (UserId customer : centsIn.keySet()) {
        Derivation derivation = new Derivation(customer);
        ledger.log().stream()
            .filter(recorded -> recorded.customer().equals(customer))
            .forEach(recorded -> derivation.add(recorded.event()));
        derived.putAll(derivation.state().charges());
        assertThat(derivation.state().purse()).isEqualTo(ledger.load(customer).orElseThrow());
      }
      Map<PaymentId, Charge> kept = new HashMap<>(ledger.charges());
      kept.values().removeIf(Charge::isTombstone);
      assertThat(kept).isEqualTo(derived);
    }

    private Money sum(UserId customer, PaymentState state) {
      return authorised.values().stream()
          .filter(payment -> payment.customer().equals(customer))
          .filter(payment -> expected.get(payment.id()) == state)
          .map(Authorise::amount)
          .reduce(cents(0), Money::plus);
    }

    private static Money cents(int cents) {
      return new Money(BigDecimal.valueOf(cents, 2), "USD");
    }
  }
}
