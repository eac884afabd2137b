package dev.cleave.shop.inventory.domain;

import dev.cleave.shop.inventory.Reservation;
import dev.cleave.shop.inventory.ReservationId;
import dev.cleave.shop.inventory.ReservationLine;
import java.util.List;
import java.util.Optional;

/** All reservations. */
public interface Holds {
  /** A reservation as it is now, by the database's clock. */
  Optional<Reservation> find(ReservationId id);

  /** The reservation, which nobody else can change until the transaction ends. */
  Optional<Hold> lock(ReservationId id);

  /**
   * As {@link #lock}; if there is no such reservation it is first added, expired, with these lines.
   * Of two that add it at once, one waits for the other and then finds it.
   */
  Hold lockOrOpen(ReservationId id, List<ReservationLine> lines);

  /** Keeps what was changed on a locked reservation. */
  void save(Hold hold);
}
