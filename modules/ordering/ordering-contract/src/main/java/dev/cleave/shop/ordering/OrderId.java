package dev.cleave.shop.ordering;

import java.util.UUID;

/**
 * Identifies an order.
 *
 * @param value made when the order is placed
 */
public record OrderId(UUID value) {
  /** The bare UUID. */
  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
