package dev.cleave.shop.payments.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.domain.Charge;
import dev.cleave.shop.payments.domain.Charges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Payments in the database. */
@ApplicationScoped
public class JpaCharges implements Charges {
  @PersistenceContext(unitName = "payments")
  EntityManager em;

  @Override
  public Optional<Charge> find(PaymentId id) {
    return Optional.ofNullable(em.find(PaymentRow.class, id.value())).map(PaymentRow::toCharge);
  }

  @Override
  public Optional<Charge> lock(PaymentId id) {
    return Optional.ofNullable(
            em.find(PaymentRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
        .map(PaymentRow::toCharge);
  }

  @Override
  public Optional<Charge> addOrLock(Charge charge) {
    int added =
        em.createNativeQuery(
                "insert into payment (id, state, customer, amount) values"
                    + " (:id, :state, cast(:customer as integer), cast(:amount as numeric))"
                    + " on conflict do nothing")
            .setParameter("id", charge.id().value())
            .setParameter("state", charge.state().name())
            .setParameter("customer", charge.customer().map(UserId::value).orElse(null))
            .setParameter("amount", charge.amount().map(Money::amount).orElse(null))
            .executeUpdate();
    if (added == 0) {
      return Optional.of(lock(charge.id()).orElseThrow());
    }
    if (charge.isTombstone()) {
      em.createNativeQuery("insert into payment_tombstone (payment) values (:id)")
          .setParameter("id", charge.id().value())
          .executeUpdate();
    }
    return Optional.empty();
  }

  @Override
  public void save(Charge charge) {
    em.find(PaymentRow.class, charge.id().value()).state(charge.state());
  }
}
