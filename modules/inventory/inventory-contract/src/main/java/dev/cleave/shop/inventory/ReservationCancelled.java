package dev.cleave.shop.inventory;

import dev.cleave.Problem;

/** The reservation was cancelled before it was confirmed. Nothing was sold. */
@Problem(code = "inventory.reservation-cancelled", status = 409)
public final class ReservationCancelled extends Exception {
  private final ReservationId id;

  public ReservationCancelled(ReservationId id) {
    super("Reservation " + id + " was cancelled: reserve under a new id.");
    this.id = id;
  }

  public ReservationId id() {
    return id;
  }
}
