package dev.cleave.cli.northwind;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A row of orders.csv with its lines.
 *
 * @param shipped when it left, if it did
 */
record Order(
    Place place,
    int number,
    String customer,
    LocalDateTime date,
    Optional<LocalDateTime> shipped,
    BigDecimal freight,
    List<OrderLine> lines) {

  static final Comparator<Order> BY_DATE =
      Comparator.comparing(Order::date).thenComparing(Order::number);

  /** What the shop knows it by. */
  String reference() {
    return Integer.toString(number);
  }

  /** The sum of the lines, each rounded. */
  BigDecimal total() {
    return lines.stream().map(OrderLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What is to be paid. */
  BigDecimal due() {
    return total().add(freight);
  }
}
