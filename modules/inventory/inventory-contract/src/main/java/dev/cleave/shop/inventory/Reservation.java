package dev.cleave.shop.inventory;

import java.time.Instant;
import java.util.List;

/**
 * Units of one or more products held, sold or given back together.
 *
 * @param id as chosen by whoever reserved
 * @param state at the moment of the answer
 * @param lines in the order of the products' ids
 * @param expiresAt when it expires or expired, unless confirmed or cancelled before; in
 *     microseconds
 */
public record Reservation(
    ReservationId id, ReservationState state, List<ReservationLine> lines, Instant expiresAt) {
  public Reservation {
    lines = lines == null ? List.of() : List.copyOf(lines);
  }
}
