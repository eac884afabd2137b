package dev.cleave.cli.northwind;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Amounts of the sample's currency, as the shop writes them. */
final class Money {

  private static final String CURRENCY = "USD";
  private static final int CENTS = 2;

  private Money() {}

  static Map<String, Object> write(BigDecimal amount) {
    return Map.of("amount", amount, "currency", CURRENCY);
  }

  /** The amount, or zero if {@code money} is something else. */
  static BigDecimal read(JsonNode money) {
    return money.path("currency").asText().equals(CURRENCY)
        ? money.path("amount").decimalValue()
        : BigDecimal.ZERO;
  }

  /** With two decimal places. */
  static String text(BigDecimal amount) {
    return amount.setScale(CENTS, RoundingMode.UNNECESSARY).toPlainString();
  }
}
