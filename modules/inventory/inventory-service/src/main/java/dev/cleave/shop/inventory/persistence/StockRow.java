package dev.cleave.shop.inventory.persistence;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.inventory.domain.StockLevel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code stock}. */
@Entity
@Table(name = "stock")
class StockRow {
  @Id private Integer product;
  private int received;
  private int sold;

  @Column(name = "written_off")
  private int writtenOff;

  /** For Jakarta Persistence. */
  protected StockRow() {}

  void replace(StockLevel level) {
    received = level.received();
    sold = level.sold();
    writtenOff = level.writtenOff();
  }

  int product() {
    return product;
  }

  StockLevel toLevel(int reserved) {
    return new StockLevel(new ProductId(product), received, sold, writtenOff, reserved);
  }
}
