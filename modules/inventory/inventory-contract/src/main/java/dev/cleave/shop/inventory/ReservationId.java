package dev.cleave.shop.inventory;

import java.util.UUID;

/**
 * Identifies a reservation.
 *
 * @param value chosen by whoever reserves, so that a repeat is recognised
 */
public record ReservationId(UUID value) {
  /** The bare UUID. */
  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
