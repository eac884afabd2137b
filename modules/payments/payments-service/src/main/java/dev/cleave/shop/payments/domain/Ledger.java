package dev.cleave.shop.payments.domain;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.payments.Wallet;
import java.util.List;
import java.util.Optional;

/** The events of all wallets. They are appended, and neither changed nor removed. */
public interface Ledger {
  /** Wallets in the order of their customers' ids. */
  List<Wallet> page(int offset, int limit);

  Optional<Wallet> wallet(UserId customer);

  /** Appends the first event of a wallet; false if the customer has one already. */
  boolean open(UserId customer);

  /** The wallet as it follows from its events: from the last snapshot and those after it. */
  Optional<Purse> load(UserId customer);

  /**
   * As {@link #load}, of a wallet to which nobody else can append until the transaction ends. To
   * change a payment as well, lock that first.
   */
  Optional<Purse> lock(UserId customer);

  /**
   * Appends an event to a wallet as it was loaded.
   *
   * @return false if somebody else has appended since it was loaded; nothing was appended then, and
   *     the wallet can be loaded anew in the same transaction
   */
  boolean append(Purse loaded, WalletEvent event);
}
