package dev.cleave.shop.payments.application;

import dev.cleave.event.DerivedState;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.payments.application.LedgerAudit.Comparison;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes balances, snapshots and the states of payments anew from the ledger, while it serves. */
@ApplicationScoped
public class LedgerRebuild implements DerivedState {
  /** Few enough for one transaction, many enough to be soon through. */
  private static final int WALLETS_AT_ONCE = 100;

  private LedgerAudit audit;

  /** For the container's client proxy. */
  LedgerRebuild() {}

  @Inject
  public LedgerRebuild(LedgerAudit audit) {
    this.audit = audit;
  }

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public Report rebuild() {
    Report tombstones = audit.renewTombstones();
    long entries = tombstones.entries();
    long differences = tombstones.differences();
    Comparison next = audit.compare(Integer.MIN_VALUE, WALLETS_AT_ONCE);
    while (!next.customers().isEmpty()) {
      entries += next.events();
      for (UserId customer : next.wrong()) {
        differences += audit.renew(customer);
      }
      UserId last = next.customers().get(next.customers().size() - 1);
      next = audit.compare(last.value(), WALLETS_AT_ONCE);
    }
    return new Report(entries, differences);
  }
}
