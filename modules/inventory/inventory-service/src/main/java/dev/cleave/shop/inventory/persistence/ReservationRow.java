package dev.cleave.shop.inventory.persistence;

import dev.cleave.shop.inventory.ReservationId;
import dev.cleave.shop.inventory.ReservationLine;
import dev.cleave.shop.inventory.ReservationState;
import dev.cleave.shop.inventory.domain.Hold;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A row of {@code reservation}. */
@Entity
@Table(name = "reservation")
class ReservationRow {
  @Id private UUID id;

  @Enumerated(EnumType.STRING)
  private ReservationState state;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** For Jakarta Persistence. */
  protected ReservationRow() {}

  void replace(Hold hold) {
    state = hold.kept();
    expiresAt = hold.expiresAt();
  }

  Hold toHold(List<ReservationLine> lines) {
    return new Hold(new ReservationId(id), lines, state, expiresAt);
  }
}
