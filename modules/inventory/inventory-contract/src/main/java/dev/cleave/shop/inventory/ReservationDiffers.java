package dev.cleave.shop.inventory;

import dev.cleave.Problem;

/** The id is that of a reservation with other lines. Nothing was held. */
@Problem(code = "inventory.reservation-differs", status = 409)
public final class ReservationDiffers extends Exception {
  private final ReservationId id;

  public ReservationDiffers(ReservationId id) {
    super("Reservation " + id + " exists with other lines: reserve under a new id.");
    this.id = id;
  }

  public ReservationId id() {
    return id;
  }
}
