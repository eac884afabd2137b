package dev.cleave.shop.payments.domain;

import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.domain.WalletEvent.Posting;

/**
 * How much of one customer's money is where. At all times {@code deposited = balance + held +
 * paid}, and none of them is negative.
 */
public record Balances(Money balance, Money held, Money paid, Money deposited) {
  static final Money NOTHING = Money.usd("0.00");

  /** Before anything was deposited. */
  public static final Balances ZERO = new Balances(NOTHING, NOTHING, NOTHING, NOTHING);

  /**
   * @throws IllegalArgumentException if one of them is negative or money appeared or was lost
   */
  public Balances {
    boolean isNegative =
        balance.amount().signum() < 0 || held.amount().signum() < 0 || paid.amount().signum() < 0;
    if (isNegative || !balance.plus(held).plus(paid).equals(deposited)) {
      throw new IllegalArgumentException(
          "no wallet has a balance of %s, %s held and %s paid out of %s deposited"
              .formatted(balance, held, paid, deposited));
    }
  }

  /**
   * Moves an amount from one account to the other.
   *
   * @throws IllegalArgumentException if there is less on the first
   */
  public Balances after(Posting posting, Money amount) {
    return new Balances(
        balance.plus(change(LedgerAccount.WALLET, posting, amount)),
        held.plus(change(LedgerAccount.HELD, posting, amount)),
        paid.plus(change(LedgerAccount.REVENUE, posting, amount)),
        deposited.plus(change(LedgerAccount.DEPOSITS, posting, amount).times(-1)));
  }

  private static Money change(LedgerAccount account, Posting posting, Money amount) {
    int direction = (posting.to() == account ? 1 : 0) - (posting.from() == account ? 1 : 0);
    return amount.times(direction);
  }
}
