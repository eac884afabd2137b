package dev.cleave.shop.payments.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.InsufficientFunds;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.domain.Purse;
import dev.cleave.shop.payments.domain.WalletEvent;
import dev.cleave.shop.payments.domain.WalletEvent.Kind;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BookkeeperTest {
  private static final UserId ANN = new UserId(1);

  private final LedgerInMemory ledger = new LedgerInMemory();
  private final Bookkeeper bookkeeper = new Bookkeeper(ledger);

  @BeforeEach
  void openWithTen() {
    ledger.open(ANN);
    ledger.append(ledger.load(ANN).orElseThrow(), WalletEvent.deposited(Money.usd("10.00")));
  }

  @Test
  void whoever_was_too_slow_judges_the_wallet_as_it_is_then() {
    ledger.letBeFaster(ANN, authorised("6.00"), () -> {});

    assertThatExceptionOfType(InsufficientFunds.class)
        .isThrownBy(() -> authorise("6.00"))
        .satisfies(e -> assertThat(e.balance()).isEqualTo(Money.usd("4.00")));
    assertThat(ledger.conflicts()).isEqualTo(1);
  }

  @Test
  void whoever_loses_again_and_again_locks_the_wallet() throws Exception {
    for (int i = 0; i < 100; i++) {
      ledger.letBeFaster(ANN, WalletEvent.deposited(Money.usd("0.01")), () -> {});
    }

    assertThat(authorise("10.00").balances().balance()).isEqualTo(Money.usd("0.03"));
    assertThat(ledger.conflicts()).isEqualTo(3);
  }

  @Test
  void a_wallet_that_does_not_follow_its_log_is_left_alone() {
    Bookkeeper misled =
        new Bookkeeper(
            new LedgerInMemory() {
              @Override
              public boolean append(Purse loaded, WalletEvent event) {
                return false;
              }

              @Override
              public Optional<Purse> load(UserId customer) {
                return Optional.of(Purse.none(customer).after(WalletEvent.opened()));
              }
            });

    assertThatIllegalStateException()
        .isThrownBy(() -> misled.append(ANN, purse -> authorised("0.00")))
        .withMessageContaining("./cleave rebuild payments");
  }

  private Purse authorise(String amount) throws Exception {
    return bookkeeper.<InsufficientFunds>append(
        ANN,
        purse -> {
          purse.requireFunds(Money.usd(amount));
          return authorised(amount);
        });
  }

  private static WalletEvent authorised(String amount) {
    return WalletEvent.of(Kind.AUTHORISED, new PaymentId(UUID.randomUUID()), Money.usd(amount));
  }
}
