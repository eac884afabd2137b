package dev.cleave.shop.payments.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.InsufficientFunds;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.Wallet;
import dev.cleave.shop.payments.WalletLimitExceeded;
import dev.cleave.shop.payments.domain.WalletEvent.Kind;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PurseTest {
  private static final UserId ANN = new UserId(1);
  private static final PaymentId PAYMENT = new PaymentId(UUID.randomUUID());

  private final Purse purse =
      Purse.none(ANN).after(WalletEvent.opened()).after(WalletEvent.deposited(Money.usd("10.00")));

  @Test
  void money_moves_from_the_balance_over_what_is_held_to_what_is_paid_and_back() {
    Purse authorised = purse.after(event(Kind.AUTHORISED, "4.00"));
    Purse captured = authorised.after(event(Kind.CAPTURED, "4.00"));

    assertThat(authorised.toWallet()).isEqualTo(wallet("6.00", "4.00", "0.00"));
    assertThat(captured.toWallet()).isEqualTo(wallet("6.00", "0.00", "4.00"));
    assertThat(captured.after(event(Kind.REFUNDED, "4.00")).toWallet())
        .isEqualTo(wallet("10.00", "0.00", "0.00"));
    assertThat(authorised.after(event(Kind.VOIDED, "4.00")).toWallet())
        .isEqualTo(wallet("10.00", "0.00", "0.00"));
    assertThat(captured.version()).isEqualTo(4);
  }

  @Test
  void all_of_the_balance_can_be_spent_and_not_a_cent_more() {
    assertThatCode(() -> purse.requireFunds(Money.usd("10.00"))).doesNotThrowAnyException();
    assertThatExceptionOfType(InsufficientFunds.class)
        .isThrownBy(() -> purse.requireFunds(Money.usd("10.01")))
        .satisfies(e -> assertThat(e.balance()).isEqualTo(Money.usd("10.00")));
  }

  @Test
  void no_event_takes_what_is_not_there() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> purse.after(event(Kind.AUTHORISED, "10.01")))
        .withMessageContaining("-0.01 USD");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> purse.after(event(Kind.CAPTURED, "0.01")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> purse.after(event(Kind.REFUNDED, "0.01")));
  }

  @Test
  void no_event_moves_money_backwards() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WalletEvent.deposited(Money.usd("-0.01")))
        .withMessageContaining("opposite");
  }

  @Test
  void no_amount_gets_too_many_digits() throws Exception {
    Purse full =
        Purse.none(ANN)
            .after(WalletEvent.opened())
            .after(WalletEvent.deposited(Money.usd("99999999999999.98")));
    full.requireRoom(Money.usd("0.01"));

    assertThatExceptionOfType(WalletLimitExceeded.class)
        .isThrownBy(() -> full.requireRoom(Money.usd("0.02")))
        .withMessageContaining("99999999999999.99 USD");
  }

  @Test
  void an_account_of_the_shop_bears_no_customer() {
    assertThat(LedgerAccount.WALLET.nameFor(ANN)).isEqualTo("wallet:1");
    assertThat(LedgerAccount.HELD.nameFor(ANN)).isEqualTo("held:1");
    assertThat(LedgerAccount.DEPOSITS.nameFor(ANN)).isEqualTo("deposits");
    assertThat(LedgerAccount.REVENUE.nameFor(ANN)).isEqualTo("revenue");
  }

  private static WalletEvent event(Kind kind, String amount) {
    return WalletEvent.of(kind, PAYMENT, Money.usd(amount));
  }

  private static Wallet wallet(String balance, String held, String paid) {
    return new Wallet(
        ANN, Money.usd(balance), Money.usd(held), Money.usd(paid), Money.usd("10.00"));
  }
}
