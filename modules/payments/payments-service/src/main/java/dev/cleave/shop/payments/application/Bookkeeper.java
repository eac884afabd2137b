package dev.cleave.shop.payments.application;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.payments.WalletNotFound;
import dev.cleave.shop.payments.domain.Ledger;
import dev.cleave.shop.payments.domain.Purse;
import dev.cleave.shop.payments.domain.WalletEvent;

/**
 * Appends events to wallets. Nothing is locked as long as nobody else wants the same wallet:
 * whoever finds that another was faster judges anew. One who loses again and again locks the wallet
 * in the end, so that everybody's turn comes.
 */
final class Bookkeeper {
  private static final int ATTEMPTS_WITHOUT_LOCK = 3;

  private final Ledger ledger;

  Bookkeeper(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Judges a wallet as it is: what happens to it, or why nothing may. */
  @FunctionalInterface
  interface Rule<X extends Exception> {
    WalletEvent judge(Purse purse) throws X;
  }

  /** Appends what the rule says; returns the wallet after it. */
  <X extends Exception> Purse append(UserId customer, Rule<X> rule) throws WalletNotFound, X {
    for (int attempt = 1; attempt <= ATTEMPTS_WITHOUT_LOCK; attempt++) {
      Purse purse = ledger.load(customer).orElseThrow(() -> new WalletNotFound(customer));
      WalletEvent event = rule.judge(purse);
      if (ledger.append(purse, event)) {
        return purse.after(event);
      }
    }
    Purse purse = ledger.lock(customer).orElseThrow(() -> new WalletNotFound(customer));
    WalletEvent event = rule.judge(purse);
    if (!ledger.append(purse, event)) {
      throw new IllegalStateException(
          ("The wallet of customer %s is not at version %d, as its events are: nothing was"
                  + " appended; make it anew with ./cleave rebuild payments")
              .formatted(customer, purse.version()));
    }
    return purse.after(event);
  }
}
