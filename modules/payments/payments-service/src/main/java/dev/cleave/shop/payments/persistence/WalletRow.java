package dev.cleave.shop.payments.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.payments.domain.Purse;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code wallet}. */
@Entity
@Table(name = "wallet")
class WalletRow {
  @Id private Integer customer;
  private long version;
  @Embedded private BalanceColumns balances;

  /** For Jakarta Persistence. */
  protected WalletRow() {}

  void replace(Purse purse) {
    version = purse.version();
    balances = new BalanceColumns(purse.balances());
  }

  Purse toPurse() {
    return new Purse(new UserId(customer), version, balances.toBalances());
  }
}
