package dev.cleave.bench;

import java.math.BigDecimal;
import java.util.List;

/** What the measured methods return: the size of a small answer. */
public record Quote(int product, BigDecimal price, List<String> labels) {
  static Quote of(int product) {
    return new Quote(product, new BigDecimal("12.50"), List.of("new", "heavy"));
  }
}
