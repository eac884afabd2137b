package dev.cleave.bench;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * An answer with what local calls must look through to be like remote ones: lists, decimals,
 * instants.
 */
public record Order(int number, Instant placedAt, List<Line> lines) {
  /** A line of it. */
  public record Line(int product, int quantity, BigDecimal price) {}

  static final Order SAMPLE =
      new Order(
          10248,
          Instant.parse("1996-07-04T12:00:00Z"),
          List.of(
              new Line(11, 12, new BigDecimal("14.00")),
              new Line(42, 10, new BigDecimal("9.80")),
              new Line(72, 5, new BigDecimal("34.80"))));
}
