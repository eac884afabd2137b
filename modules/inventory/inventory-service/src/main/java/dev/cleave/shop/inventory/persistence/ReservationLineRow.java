package dev.cleave.shop.inventory.persistence;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.inventory.ReservationId;
import dev.cleave.shop.inventory.ReservationLine;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code reservation_line}; written once. */
@Entity
@Table(name = "reservation_line")
@IdClass(ReservationLineRow.Key.class)
class ReservationLineRow {
  @Id private UUID reservation;
  @Id private int product;
  private int quantity;

  /** For Jakarta Persistence. */
  protected ReservationLineRow() {}

  ReservationLineRow(ReservationId reservation, ReservationLine line) {
    this.reservation = reservation.value();
    product = line.product().value();
    quantity = line.quantity();
  }

  ReservationLine toLine() {
    return new ReservationLine(new ProductId(product), quantity);
  }

  /** The primary key. */
  record Key(UUID reservation, int product) {}
}
