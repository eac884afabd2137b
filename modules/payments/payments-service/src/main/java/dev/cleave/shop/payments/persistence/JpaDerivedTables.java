package dev.cleave.shop.payments.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.domain.Charge;
import dev.cleave.shop.payments.domain.DerivedTables;
import dev.cleave.shop.payments.domain.Purse;
import dev.cleave.shop.payments.domain.WalletState;
import dev.cleave.shop.payments.domain.WalletState.Derivation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;

/** What is kept beside the log, in the database. */
@ApplicationScoped
public class JpaDerivedTables implements DerivedTables {
  /** So that a long log needs no room. */
  private static final int ROWS_AT_ONCE = 500;

  private static final String REMOVE_UNKNOWN_PAYMENTS =
      """
      delete from payment p
      where p.customer = :customer
        and not exists (
          select from wallet_event e where e.payment = p.id and e.customer = p.customer)
      """;

  /** Rows stay where they are, since somebody may be waiting for them. */
  private static final String PUT_PAYMENT =
      """
      insert into payment (id, state, customer, amount) values (:id, :state, :customer, :amount)
      on conflict (id) do update
      set state = excluded.state, customer = excluded.customer, amount = excluded.amount
      where (payment.state, payment.customer, payment.amount)
        is distinct from (excluded.state, excluded.customer, excluded.amount)
      """;

  private static final String REMOVE_UNKNOWN_TOMBSTONES =
      """
      delete from payment p
      where p.customer is null
        and not exists (select from payment_tombstone t where t.payment = p.id)
      """;

  private static final String PUT_TOMBSTONES =
      """
      insert into payment (id, state)
      select t.payment, 'VOIDED' from payment_tombstone t
      where not exists (select from payment p where p.id = t.payment and p.customer is null)
      on conflict (id) do update set state = 'VOIDED', customer = null, amount = null
      """;

  @PersistenceContext(unitName = "payments")
  EntityManager em;

  @Override
  public void seeOneMoment() {
    em.createNativeQuery("set transaction isolation level repeatable read, read only")
        .executeUpdate();
  }

  @Override
  public List<UserId> customersAfter(int customer, int limit) {
    return em
        .createQuery(
            "select w.customer from WalletRow w where w.customer > :customer order by w.customer",
            Integer.class)
        .setParameter("customer", customer)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(UserId::new)
        .toList();
  }

  @Override
  public List<WalletState> kept(List<UserId> customers) {
    Map<UserId, Purse> purses =
        of(customers, "select w from WalletRow w where w.customer in :customers", WalletRow.class)
            .getResultStream()
            .map(WalletRow::toPurse)
            .collect(Collectors.toMap(Purse::customer, Function.identity()));
    Map<UserId, Map<Long, Purse>> snapshots =
        of(
                customers,
                "select s from SnapshotRow s where s.customer in :customers",
                SnapshotRow.class)
            .getResultStream()
            .map(SnapshotRow::toPurse)
            .collect(
                Collectors.groupingBy(
                    Purse::customer, Collectors.toMap(Purse::version, Function.identity())));
    Map<UserId, Map<PaymentId, Charge>> charges =
        of(customers, "select p from PaymentRow p where p.customer in :customers", PaymentRow.class)
            .getResultStream()
            .map(PaymentRow::toCharge)
            .collect(
                Collectors.groupingBy(
                    charge -> charge.customer().orElseThrow(),
                    Collectors.toMap(Charge::id, Function.identity())));
    return customers.stream()
        .map(
            customer ->
                new WalletState(
                    purses.get(customer),
                    snapshots.getOrDefault(customer, Map.of()),
                    charges.getOrDefault(customer, Map.of())))
        .toList();
  }

  @Override
  public List<WalletState> fromLog(List<UserId> customers) {
    Map<UserId, Derivation> derivations = new HashMap<>();
    customers.forEach(customer -> derivations.put(customer, new Derivation(customer)));
    TypedQuery<EventRow> log =
        of(
                customers,
                "select e from EventRow e where e.customer in :customers"
                    + " order by e.customer, e.version",
                EventRow.class)
            .setHint(HibernateHints.HINT_FETCH_SIZE, ROWS_AT_ONCE);
    try (Stream<EventRow> rows = log.getResultStream()) {
      rows.forEach(
          row -> {
            derivations.get(row.customer()).add(row.toEvent());
            em.detach(row);
          });
    }
    return customers.stream().map(customer -> derivations.get(customer).state()).toList();
  }

  @Override
  public void lock(UserId customer) {
    // As commands do: payments first.
    em.createQuery(
            "select p from PaymentRow p where p.customer = :customer order by p.id",
            PaymentRow.class)
        .setParameter("customer", customer.value())
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
    em.find(WalletRow.class, customer.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  @Override
  public void replace(WalletState state) {
    int customer = state.purse().customer().value();
    em.find(WalletRow.class, customer).replace(state.purse());
    em.flush();
    em.clear();
    em.createQuery("delete from SnapshotRow s where s.customer = :customer")
        .setParameter("customer", customer)
        .executeUpdate();
    state.snapshots().values().forEach(purse -> em.persist(new SnapshotRow(purse)));
    em.createNativeQuery(REMOVE_UNKNOWN_PAYMENTS)
        .setParameter("customer", customer)
        .executeUpdate();
    for (Charge charge : state.charges().values()) {
      em.createNativeQuery(PUT_PAYMENT)
          .setParameter("id", charge.id().value())
          .setParameter("state", charge.state().name())
          .setParameter("customer", customer)
          .setParameter("amount", charge.amount().orElseThrow().amount())
          .executeUpdate();
    }
  }

  @Override
  public long tombstones() {
    return em.createNativeQuery("select count(*) from payment_tombstone", Long.class)
        .getResultStream()
        .mapToLong(count -> ((Number) count).longValue())
        .sum();
  }

  @Override
  public long replaceTombstones() {
    return (long) em.createNativeQuery(REMOVE_UNKNOWN_TOMBSTONES).executeUpdate()
        + em.createNativeQuery(PUT_TOMBSTONES).executeUpdate();
  }

  private <T> TypedQuery<T> of(List<UserId> customers, String query, Class<T> type) {
    return em.createQuery(query, type)
        .setParameter("customers", customers.stream().map(UserId::value).toList());
  }
}
