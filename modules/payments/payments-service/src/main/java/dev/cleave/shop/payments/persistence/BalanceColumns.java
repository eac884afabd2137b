package dev.cleave.shop.payments.persistence;

import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.domain.Balances;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;

/** Where a customer's money is, in US dollars. */
@Embeddable
class BalanceColumns {
  static final String CURRENCY = "USD";

  @Column(precision = 17, scale = Money.SCALE)
  private BigDecimal balance;

  @Column(precision = 17, scale = Money.SCALE)
  private BigDecimal held;

  @Column(precision = 17, scale = Money.SCALE)
  private BigDecimal paid;

  @Column(precision = 17, scale = Money.SCALE)
  private BigDecimal deposited;

  /** For Jakarta Persistence. */
  protected BalanceColumns() {}

  BalanceColumns(Balances balances) {
    balance = balances.balance().amount();
    held = balances.held().amount();
    paid = balances.paid().amount();
    deposited = balances.deposited().amount();
  }

  Balances toBalances() {
    return new Balances(
        new Money(balance, CURRENCY),
        new Money(held, CURRENCY),
        new Money(paid, CURRENCY),
        new Money(deposited, CURRENCY));
  }
}
