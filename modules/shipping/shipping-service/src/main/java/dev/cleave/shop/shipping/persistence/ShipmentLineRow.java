package dev.cleave.shop.shipping.persistence;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.Units;
import dev.cleave.shop.shipping.domain.PackingLine;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code shipment_line}. */
@Entity
@Table(name = "shipment_line")
@IdClass(ShipmentLineRow.Key.class)
class ShipmentLineRow {
  @Id private UUID shipment;
  @Id private int product;
  private int quantity;
  private int dispatched;
  private int returned;

  /** For Jakarta Persistence. */
  protected ShipmentLineRow() {}

  ShipmentLineRow(ShipmentId shipment, Units units) {
    this.shipment = shipment.value();
    product = units.product().value();
    quantity = units.quantity();
  }

  static Key key(ShipmentId shipment, PackingLine line) {
    return new Key(shipment.value(), line.product().value());
  }

  void replace(PackingLine line) {
    dispatched = line.dispatched();
    returned = line.returned();
  }

  PackingLine toLine() {
    return new PackingLine(new ProductId(product), quantity, dispatched, returned);
  }

  /** The primary key. */
  record Key(UUID shipment, int product) {}
}
