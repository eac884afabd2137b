package dev.cleave.shop.ordering.domain;

import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.OrderLine;
import dev.cleave.shop.ordering.PlaceOrder;
import java.math.BigDecimal;

/**
 * A line's amount is quantity times unit price times (1 - discount), rounded once, half-even, to
 * cents.
 */
final class LinePrice {
  private static final int DISCOUNT_SCALE = 4;

  private LinePrice() {}

  static OrderLine of(PlaceOrder.Line line, Money unitPrice) {
    BigDecimal discount = discount(line);
    Money amount =
        unitPrice.times(line.quantity()).timesRoundedHalfEven(BigDecimal.ONE.subtract(discount));
    return new OrderLine(line.product(), line.quantity(), unitPrice, discount, amount);
  }

  /** The line's discount with the scale that is kept, zero if none was agreed. */
  static BigDecimal discount(PlaceOrder.Line line) {
    return line.discount().orElse(BigDecimal.ZERO).setScale(DISCOUNT_SCALE);
  }
}
