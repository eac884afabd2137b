package dev.cleave.cli.northwind;

import java.math.BigDecimal;

/** Something that happened in the shop, at its time. */
sealed interface HistoryEvent {

  /**
   * A product costs something else from now on.
   *
   * @param number of the change among those of the product, from 1
   * @param place of the row that tells so
   */
  record PriceChange(Place place, int product, int number, BigDecimal price)
      implements HistoryEvent {}

  /** An order is placed at the prices of its time. */
  record Placement(Order order) implements HistoryEvent {}
}
