package dev.cleave.shop.payments.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.accounts.UserCreated;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.Authorise;
import dev.cleave.shop.payments.Deposit;
import dev.cleave.shop.payments.PaymentId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SabotageTest {
  private static final UserId ANN = new UserId(1);
  private static final PaymentId PAYMENT = new PaymentId(UUID.randomUUID());

  @Test
  void a_double_capture_takes_the_amount_twice() throws Exception {
    assertThat(paid(Sabotage.NONE)).isEqualTo(Money.usd("4.00"));
    assertThat(paid(Sabotage.DOUBLE_CAPTURE)).isEqualTo(Money.usd("8.00"));
  }

  private static Money paid(Sabotage sabotage) throws Exception {
    LedgerInMemory ledger = new LedgerInMemory();
    PaymentsService payments =
        new PaymentsService(ledger, ledger, new Fired<>(), new Fired<>(), new Fired<>(), sabotage);
    new WalletOpening(ledger, new Fired<>()).on(new UserCreated(ANN, "Ann", Optional.empty()));
    payments.deposit(ANN, new Deposit(Money.usd("10.00")));
    payments.authorise(new Authorise(PAYMENT, ANN, Money.usd("4.00")));
    payments.capture(PAYMENT);
    return payments.wallet(ANN).paid();
  }
}
