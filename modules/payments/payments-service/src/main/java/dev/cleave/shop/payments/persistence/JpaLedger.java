package dev.cleave.shop.payments.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.Wallet;
import dev.cleave.shop.payments.domain.Balances;
import dev.cleave.shop.payments.domain.Ledger;
import dev.cleave.shop.payments.domain.Purse;
import dev.cleave.shop.payments.domain.WalletEvent;
import dev.cleave.shop.payments.domain.WalletEvent.Posting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** The ledger in the database. */
@ApplicationScoped
public class JpaLedger implements Ledger {
  private static final String OPEN =
      """
      with head as (
        insert into wallet (customer, version, balance, held, paid, deposited)
        values (:customer, 1, 0, 0, 0, 0)
        on conflict do nothing
        returning customer)
      insert into wallet_event (customer, version, kind, amount)
      select customer, 1, 'OPENED', 0 from head
      """;

  /**
   * One statement, so that the head of the stream moves with it. Of two that append after the same
   * version one waits for the other, and then finds that the head has moved: no row, no error.
   */
  private static final String APPEND =
      """
      with head as (
        update wallet
        set version = version + 1,
          balance = :balance, held = :held, paid = :paid, deposited = :deposited
        where customer = :customer and version = :version
        returning customer, version)
      insert into wallet_event
        (customer, version, kind, payment, from_account, to_account, amount)
      select customer, version,
        :kind, cast(:payment as uuid), cast(:from as text), cast(:to as text), :amount
      from head
      """;

  @PersistenceContext(unitName = "payments")
  EntityManager em;

  @Override
  public List<Wallet> page(int offset, int limit) {
    return em
        .createQuery("select w from WalletRow w order by w.customer", WalletRow.class)
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(row -> row.toPurse().toWallet())
        .toList();
  }

  @Override
  public Optional<Wallet> wallet(UserId customer) {
    return Optional.ofNullable(em.find(WalletRow.class, customer.value()))
        .map(row -> row.toPurse().toWallet());
  }

  @Override
  public boolean open(UserId customer) {
    return em.createNativeQuery(OPEN).setParameter("customer", customer.value()).executeUpdate()
        == 1;
  }

  @Override
  public Optional<Purse> load(UserId customer) {
    Purse purse = snapshot(customer).orElse(Purse.none(customer));
    for (EventRow row : eventsAfter(purse)) {
      purse = purse.after(row.toEvent());
    }
    return Optional.of(purse).filter(loaded -> loaded.version() > 0);
  }

  @Override
  public Optional<Purse> lock(UserId customer) {
    em.find(WalletRow.class, customer.value(), LockModeType.PESSIMISTIC_WRITE);
    return load(customer);
  }

  @Override
  public boolean append(Purse loaded, WalletEvent event) {
    Purse after = loaded.after(event);
    Balances balances = after.balances();
    Optional<Posting> posting = event.kind().posting();
    UserId customer = loaded.customer();
    int appended =
        em.createNativeQuery(APPEND)
            .setParameter("customer", customer.value())
            .setParameter("version", loaded.version())
            .setParameter("balance", balances.balance().amount())
            .setParameter("held", balances.held().amount())
            .setParameter("paid", balances.paid().amount())
            .setParameter("deposited", balances.deposited().amount())
            .setParameter("kind", event.kind().name())
            .setParameter("payment", event.payment().map(PaymentId::value).orElse(null))
            .setParameter("from", posting.map(p -> p.from().nameFor(customer)).orElse(null))
            .setParameter("to", posting.map(p -> p.to().nameFor(customer)).orElse(null))
            .setParameter("amount", event.amount().amount())
            .executeUpdate();
    if (appended == 1 && after.isSnapshotDue()) {
      em.persist(new SnapshotRow(after));
    }
    return appended == 1;
  }

  private Optional<Purse> snapshot(UserId customer) {
    return em
        .createQuery(
            "select s from SnapshotRow s where s.customer = :customer order by s.version desc",
            SnapshotRow.class)
        .setParameter("customer", customer.value())
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst()
        .map(SnapshotRow::toPurse);
  }

  private List<EventRow> eventsAfter(Purse purse) {
    return em.createQuery(
            "select e from EventRow e where e.customer = :customer and e.version > :version"
                + " order by e.version",
            EventRow.class)
        .setParameter("customer", purse.customer().value())
        .setParameter("version", purse.version())
        .getResultList();
  }
}
