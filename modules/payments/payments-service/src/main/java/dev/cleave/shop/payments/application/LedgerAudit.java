package dev.cleave.shop.payments.application;

import dev.cleave.event.DerivedState.Report;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.payments.domain.DerivedTables;
import dev.cleave.shop.payments.domain.WalletState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a rebuild, each in a transaction of its own. What is as it should be is only read,
 * so that nobody waits; what is not is looked at again under a lock, and replaced.
 */
@ApplicationScoped
public class LedgerAudit {
  private DerivedTables tables;

  /** For the container's client proxy. */
  LedgerAudit() {}

  @Inject
  public LedgerAudit(DerivedTables tables) {
    this.tables = tables;
  }

  /**
   * Some wallets, compared with the log.
   *
   * @param customers whose wallets they are; none if there are no further ones
   * @param events that were read
   * @param wrong those whose state is not what follows from the log
   */
  public record Comparison(List<UserId> customers, long events, List<UserId> wrong) {}

  /** Compares the next wallets after a customer's; all as they are at one moment. */
  @Transactional(rollbackOn = Exception.class)
  public Comparison compare(int after, int limit) {
    tables.seeOneMoment();
    List<UserId> customers = tables.customersAfter(after, limit);
    List<WalletState> log = customers.isEmpty() ? List.of() : tables.fromLog(customers);
    List<WalletState> kept = customers.isEmpty() ? List.of() : tables.kept(customers);
    List<UserId> wrong = new ArrayList<>();
    long events = 0;
    for (int i = 0; i < customers.size(); i++) {
      events += log.get(i).purse().version();
      if (kept.get(i).differencesTo(log.get(i)) > 0) {
        wrong.add(customers.get(i));
      }
    }
    return new Comparison(customers, events, wrong);
  }

  /** Lets one wallet's state follow from the log; returns in how many parts it did not. */
  @Transactional(rollbackOn = Exception.class)
  public long renew(UserId customer) {
    tables.lock(customer);
    WalletState log = tables.fromLog(List.of(customer)).get(0);
    long differences = tables.kept(List.of(customer)).get(0).differencesTo(log);
    if (differences > 0) {
      tables.replace(log);
    }
    return differences;
  }

  /** Lets the payments that were reversed before they were authorised follow from the log. */
  @Transactional(rollbackOn = Exception.class)
  public Report renewTombstones() {
    long differences = tables.replaceTombstones();
    return new Report(tables.tombstones(), differences);
  }
}
