package dev.cleave.shop.inventory;

import dev.cleave.Problem;

/** There is no reservation with this id. */
@Problem(code = "inventory.reservation-not-found", status = 404)
public final class ReservationNotFound extends Exception {
  private final ReservationId id;

  public ReservationNotFound(ReservationId id) {
    super("There is no reservation " + id + ".");
    this.id = id;
  }

  public ReservationId id() {
    return id;
  }
}
