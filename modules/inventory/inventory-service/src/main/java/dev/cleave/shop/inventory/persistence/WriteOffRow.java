package dev.cleave.shop.inventory.persistence;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.inventory.WriteOff;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code write_off}; written once. */
@Entity
@Table(name = "write_off")
class WriteOffRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private int product;
  private int quantity;
  private String reason;

  @Column(name = "written_off_at")
  private Instant writtenOffAt;

  /** For Jakarta Persistence. */
  protected WriteOffRow() {}

  WriteOffRow(ProductId product, WriteOff writeOff, Instant writtenOffAt) {
    this.product = product.value();
    quantity = writeOff.quantity();
    reason = writeOff.reason();
    this.writtenOffAt = writtenOffAt;
  }
}
