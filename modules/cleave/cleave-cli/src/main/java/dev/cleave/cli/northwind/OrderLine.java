package dev.cleave.cli.northwind;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A row of order-details.csv. */
record OrderLine(
    Place place, int product, BigDecimal unitPrice, int quantity, BigDecimal discount) {

  private static final int CENTS = 2;

  /** Computed here, independently of the shop; a tie goes to the even cent. */
  BigDecimal amount() {
    return unitPrice
        .multiply(BigDecimal.valueOf(quantity))
        .multiply(BigDecimal.ONE.subtract(discount))
        .setScale(CENTS, RoundingMode.HALF_EVEN);
  }
}
