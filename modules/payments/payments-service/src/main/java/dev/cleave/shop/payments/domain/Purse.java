package dev.cleave.shop.payments.domain;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.InsufficientFunds;
import dev.cleave.shop.payments.Wallet;
import dev.cleave.shop.payments.WalletLimitExceeded;

/**
 * A wallet as it follows from its first events.
 *
 * @param version how many events that are; the next one gets the next number
 */
public record Purse(UserId customer, long version, Balances balances) {
  /** How much can ever be put into a wallet, so that no amount gets too many digits. */
  public static final Money LIMIT = Money.usd("99999999999999.99");

  /** After so many events the wallet is kept as it is then, so that loading reads no more. */
  public static final int EVENTS_PER_SNAPSHOT = 50;

  /** Before its first event. */
  public static Purse none(UserId customer) {
    return new Purse(customer, 0, Balances.ZERO);
  }

  /**
   * After one more event.
   *
   * @throws IllegalArgumentException if the event moves what is not there
   */
  public Purse after(WalletEvent event) {
    Balances moved =
        event
            .kind()
            .posting()
            .map(posting -> balances.after(posting, event.amount()))
            .orElse(balances);
    return new Purse(customer, version + 1, moved);
  }

  /** Refuses to spend more than the balance. */
  public void requireFunds(Money amount) throws InsufficientFunds {
    if (isMore(amount, balances.balance())) {
      throw new InsufficientFunds(customer, amount, balances.balance());
    }
  }

  /** Refuses to take more than a wallet ever takes. */
  public void requireRoom(Money amount) throws WalletLimitExceeded {
    if (isMore(balances.deposited().plus(amount), LIMIT)) {
      throw new WalletLimitExceeded(customer, LIMIT);
    }
  }

  public boolean isSnapshotDue() {
    return version % EVENTS_PER_SNAPSHOT == 0;
  }

  public Wallet toWallet() {
    return new Wallet(
        customer, balances.balance(), balances.held(), balances.paid(), balances.deposited());
  }

  private static boolean isMore(Money amount, Money than) {
    return amount.amount().compareTo(than.amount()) > 0;
  }
}
