package dev.cleave.shop.payments.domain;

import static dev.cleave.shop.payments.domain.LedgerAccount.DEPOSITS;
import static dev.cleave.shop.payments.domain.LedgerAccount.HELD;
import static dev.cleave.shop.payments.domain.LedgerAccount.REVENUE;
import static dev.cleave.shop.payments.domain.LedgerAccount.WALLET;

import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.PaymentId;
import java.util.Optional;

/**
 * Something that happened to a wallet; it never changes.
 *
 * @param payment that it happened to as well, if any
 * @param amount that was moved, never negative
 */
public record WalletEvent(Kind kind, Optional<PaymentId> payment, Money amount) {
  /** The book-keeping at a glance: from which account each kind takes its amount, and to which. */
  public enum Kind {
    OPENED(),
    DEPOSITED(DEPOSITS, WALLET),
    AUTHORISED(WALLET, HELD),
    CAPTURED(HELD, REVENUE),
    VOIDED(HELD, WALLET),
    REFUNDED(REVENUE, WALLET);

    private final Optional<Posting> posting;

    Kind() {
      posting = Optional.empty();
    }

    Kind(LedgerAccount from, LedgerAccount to) {
      posting = Optional.of(new Posting(from, to));
    }

    /** What it moves, if it moves anything. */
    public Optional<Posting> posting() {
      return posting;
    }
  }

  /** One amount leaves one account and enters another, so that the sum over all stays zero. */
  public record Posting(LedgerAccount from, LedgerAccount to) {}

  /**
   * @throws IllegalArgumentException if the amount is negative
   */
  public WalletEvent {
    if (amount.amount().signum() < 0) {
      throw new IllegalArgumentException(
          "%s moves %s: record the opposite event instead of a negative one"
              .formatted(kind, amount));
    }
  }

  public static WalletEvent opened() {
    return new WalletEvent(Kind.OPENED, Optional.empty(), Balances.NOTHING);
  }

  public static WalletEvent deposited(Money amount) {
    return new WalletEvent(Kind.DEPOSITED, Optional.empty(), amount);
  }

  public static WalletEvent of(Kind kind, PaymentId payment, Money amount) {
    return new WalletEvent(kind, Optional.of(payment), amount);
  }
}
