package dev.cleave.shop.shipping;

import java.util.UUID;

/**
 * Identifies a shipment.
 *
 * @param value chosen by whoever schedules it, so that a repeat is recognised
 */
public record ShipmentId(UUID value) {
  /** The bare UUID. */
  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
