package dev.cleave.shop.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentsConstraintsTest {
  private static final PaymentId ID = new PaymentId(UUID.randomUUID());
  private static final UserId ANN = new UserId(1);

  @ParameterizedTest
  @ValueSource(strings = {"0.00", "-0.01", "1000000000.00", "-999999999999999.99"})
  void a_deposit_beyond_the_limits_is_refused(String amount) {
    assertThat(Violations.of(new Deposit(Money.usd(amount)))).containsExactly("amount");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.01", "999999999.99"})
  void a_deposit_may_be_as_small_or_as_large_as_the_limits(String amount) {
    assertThat(Violations.of(new Deposit(Money.usd(amount)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.01", "100000000000000.00"})
  void a_payment_beyond_the_limits_is_refused(String amount) {
    assertThat(Violations.of(new Authorise(ID, ANN, Money.usd(amount)))).containsExactly("amount");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.00", "99999999999999.99"})
  void a_payment_may_be_of_nothing_or_of_as_much_as_a_wallet_holds(String amount) {
    assertThat(Violations.of(new Authorise(ID, ANN, Money.usd(amount)))).isEmpty();
  }

  @Test
  void other_money_than_dollars_is_refused() {
    Money euros = new Money(BigDecimal.ONE, "EUR");

    assertThat(Violations.of(new Deposit(euros))).containsExactly("amount");
    assertThat(Violations.of(new Authorise(ID, ANN, euros))).containsExactly("amount");
  }

  @Test
  void what_is_absent_is_reported_and_does_not_fail() {
    assertThat(Violations.of(new Deposit(null))).containsExactly("amount");
    assertThat(Violations.of(new Authorise(null, null, null)))
        .containsExactly("amount", "customer", "id");
  }
}
