package dev.cleave.shop.inventory.persistence;

import jakarta.persistence.EntityManager;
import java.time.Instant;

/** The one clock by which reservations expire, however many processes serve the module. */
final class DatabaseClock {
  private DatabaseClock() {}

  /** The time at this moment, not that of the transaction's begin. */
  static Instant now(EntityManager em) {
    return (Instant)
        em.createNativeQuery("select clock_timestamp()", Instant.class).getSingleResult();
  }
}
