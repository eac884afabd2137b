package dev.cleave.shop.payments.domain;

import dev.cleave.shop.accounts.UserId;
import java.util.List;

/** What is kept beside the log, to be compared with what follows from it. */
public interface DerivedTables {
  /**
   * From here to its end the transaction sees everything as it is at one moment, whatever others
   * commit meanwhile. To be called first in a transaction that only reads.
   */
  void seeOneMoment();

  /** The next customers that have a wallet, in the order of their ids. */
  List<UserId> customersAfter(int customer, int limit);

  /** The states of these wallets as they are kept, in the order of their customers' ids. */
  List<WalletState> kept(List<UserId> customers);

  /** The states of these wallets as they follow from the log, in the order of the ids. */
  List<WalletState> fromLog(List<UserId> customers);

  /** Keeps everybody from changing a wallet and its payments until the transaction ends. */
  void lock(UserId customer);

  /** Keeps this state of a locked wallet instead of the one that is there. */
  void replace(WalletState state);

  /** How many tombstones are in the log. */
  long tombstones();

  /** Makes the payments without customer follow from the log; returns how many did not. */
  long replaceTombstones();
}
