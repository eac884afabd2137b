package dev.cleave.shop.inventory;

import dev.cleave.Problem;

/** The reservation expired before it was confirmed. Nothing was sold. */
@Problem(code = "inventory.reservation-expired", status = 409)
public final class ReservationExpired extends Exception {
  private final ReservationId id;

  public ReservationExpired(ReservationId id) {
    super("Reservation " + id + " has expired: reserve again.");
    this.id = id;
  }

  public ReservationId id() {
    return id;
  }
}
