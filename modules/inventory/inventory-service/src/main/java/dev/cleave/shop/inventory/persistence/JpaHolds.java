package dev.cleave.shop.inventory.persistence;

import dev.cleave.shop.inventory.Reservation;
import dev.cleave.shop.inventory.ReservationId;
import dev.cleave.shop.inventory.ReservationLine;
import dev.cleave.shop.inventory.domain.Hold;
import dev.cleave.shop.inventory.domain.Holds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** Reservations in the database. */
@ApplicationScoped
public class JpaHolds implements Holds {
  @PersistenceContext(unitName = "inventory")
  EntityManager em;

  @Override
  public Optional<Reservation> find(ReservationId id) {
    return Optional.ofNullable(em.find(ReservationRow.class, id.value()))
        .map(row -> row.toHold(lines(id)).toReservation(DatabaseClock.now(em)));
  }

  @Override
  public Optional<Hold> lock(ReservationId id) {
    return Optional.ofNullable(
            em.find(ReservationRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
        .map(row -> row.toHold(lines(id)));
  }

  @Override
  public Hold lockOrOpen(ReservationId id, List<ReservationLine> lines) {
    int added =
        em.createNativeQuery(
                "insert into reservation (id, state, expires_at)"
                    + " values (:id, 'HELD', clock_timestamp()) on conflict do nothing")
            .setParameter("id", id.value())
            .executeUpdate();
    if (added == 1) {
      lines.forEach(line -> em.persist(new ReservationLineRow(id, line)));
      em.flush();
    }
    return lock(id).orElseThrow();
  }

  @Override
  public void save(Hold hold) {
    em.find(ReservationRow.class, hold.id().value()).replace(hold);
  }

  private List<ReservationLine> lines(ReservationId id) {
    return em
        .createQuery(
            "select l from ReservationLineRow l where l.reservation = :id order by l.product",
            ReservationLineRow.class)
        .setParameter("id", id.value())
        .getResultList()
        .stream()
        .map(ReservationLineRow::toLine)
        .toList();
  }
}
