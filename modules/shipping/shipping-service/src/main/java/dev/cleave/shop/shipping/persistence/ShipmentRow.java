package dev.cleave.shop.shipping.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.ShipmentState;
import dev.cleave.shop.shipping.domain.Consignment;
import dev.cleave.shop.shipping.domain.PackingLine;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code shipment}. */
@Entity
@Table(name = "shipment")
class ShipmentRow {
  @Id private UUID id;
  private Integer customer;

  @Enumerated(EnumType.STRING)
  private ShipmentState state;

  @Column(name = "scheduled_at", updatable = false)
  private Instant scheduledAt;

  @Column(name = "dispatched_at")
  private Instant dispatchedAt;

  @Column(name = "delivered_at")
  private Instant deliveredAt;

  /** For Jakarta Persistence. */
  protected ShipmentRow() {}

  void replace(Consignment consignment) {
    state = consignment.state();
    dispatchedAt = consignment.dispatchedAt().orElse(null);
    deliveredAt = consignment.deliveredAt().orElse(null);
  }

  Consignment toConsignment(List<PackingLine> lines) {
    return new Consignment(
        new ShipmentId(id),
        Optional.ofNullable(customer).map(UserId::new),
        lines,
        state == ShipmentState.CANCELLED,
        Optional.ofNullable(dispatchedAt),
        Optional.ofNullable(deliveredAt));
  }
}
