package dev.cleave.shop.inventory.domain;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.inventory.InsufficientStock;
import dev.cleave.shop.inventory.Reservation;
import dev.cleave.shop.inventory.ReservationCancelled;
import dev.cleave.shop.inventory.ReservationDiffers;
import dev.cleave.shop.inventory.ReservationExpired;
import dev.cleave.shop.inventory.ReservationId;
import dev.cleave.shop.inventory.ReservationLine;
import dev.cleave.shop.inventory.ReservationState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/**
 * A reservation and the rules by which it changes (try, confirm, cancel). Its units move on the
 * shelf with it. A new one is expired from the start: it holds nothing until {@link #hold}.
 */
public final class Hold {
  private final ReservationId id;
  private final List<ReservationLine> lines;
  private ReservationState kept;
  private Instant expiresAt;

  /**
   * @param lines in any order, no product twice
   * @param kept {@code HELD}, {@code CONFIRMED} or {@code CANCELLED}; whether it is expired follows
   *     from the time
   */
  public Hold(
      ReservationId id, List<ReservationLine> lines, ReservationState kept, Instant expiresAt) {
    this.id = id;
    this.lines = inOrder(lines);
    this.kept = kept;
    this.expiresAt = expiresAt;
  }

  public ReservationId id() {
    return id;
  }

  /** In the order of the products' ids. */
  public List<ReservationLine> lines() {
    return lines;
  }

  public List<ProductId> products() {
    return lines.stream().map(ReservationLine::product).toList();
  }

  /** The state without regard to time. */
  public ReservationState kept() {
    return kept;
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  /** The state at a moment. */
  public ReservationState stateAt(Instant moment) {
    boolean isOver = kept == ReservationState.HELD && !expiresAt.isAfter(moment);
    return isOver ? ReservationState.EXPIRED : kept;
  }

  /** Refuses other lines than those it has; their order does not count. */
  public void requireLines(List<ReservationLine> wanted) throws ReservationDiffers {
    if (!inOrder(wanted).equals(lines)) {
      throw new ReservationDiffers(id);
    }
  }

  /** Holds all its units for a while if it is expired; in any other state it stays as it is. */
  public void hold(Shelf shelf, int seconds) throws InsufficientStock {
    if (stateAt(shelf.moment()) != ReservationState.EXPIRED) {
      return;
    }
    for (ReservationLine line : lines) {
      shelf.level(line.product()).hold(line.quantity());
    }
    expiresAt = shelf.moment().plusSeconds(seconds).truncatedTo(ChronoUnit.MICROS);
  }

  /** Sells its units; if that was done before, nothing changes. */
  public void confirm(Shelf shelf) throws ReservationExpired, ReservationCancelled {
    switch (stateAt(shelf.moment())) {
      case CANCELLED -> throw new ReservationCancelled(id);
      case EXPIRED -> throw new ReservationExpired(id);
      case HELD -> {
        lines.forEach(line -> shelf.level(line.product()).sell(line.quantity()));
        kept = ReservationState.CONFIRMED;
      }
      default -> {}
    }
  }

  /** Gives its units back, held or sold; if that was done before, nothing changes. */
  public void cancel(Shelf shelf) {
    switch (stateAt(shelf.moment())) {
      case HELD -> lines.forEach(line -> shelf.level(line.product()).release(line.quantity()));
      case CONFIRMED ->
          lines.forEach(line -> shelf.level(line.product()).takeBack(line.quantity()));
      default -> {}
    }
    kept = ReservationState.CANCELLED;
  }

  public Reservation toReservation(Instant moment) {
    return new Reservation(id, stateAt(moment), lines, expiresAt);
  }

  private static List<ReservationLine> inOrder(List<ReservationLine> lines) {
    return lines.stream().sorted(Comparator.comparingInt(line -> line.product().value())).toList();
  }
}
