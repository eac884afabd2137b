package dev.cleave.shop.payments;

import java.util.UUID;

/**
 * Identifies a payment.
 *
 * @param value chosen by whoever authorises it, so that a repeat is recognised
 */
public record PaymentId(UUID value) {
  /** The bare UUID. */
  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
