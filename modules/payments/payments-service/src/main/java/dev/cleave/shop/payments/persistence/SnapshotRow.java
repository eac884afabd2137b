package dev.cleave.shop.payments.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.payments.domain.Purse;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A row of {@code wallet_snapshot}. */
@Entity
@Table(name = "wallet_snapshot")
@IdClass(SnapshotRow.Key.class)
class SnapshotRow {
  @Id private int customer;
  @Id private long version;
  @Embedded private BalanceColumns balances;

  /** For Jakarta Persistence. */
  protected SnapshotRow() {}

  SnapshotRow(Purse purse) {
    customer = purse.customer().value();
    version = purse.version();
    balances = new BalanceColumns(purse.balances());
  }

  Purse toPurse() {
    return new Purse(new UserId(customer), version, balances.toBalances());
  }

  /** The primary key. */
  record Key(int customer, long version) {}
}
