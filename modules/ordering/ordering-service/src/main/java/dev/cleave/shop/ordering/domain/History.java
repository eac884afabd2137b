package dev.cleave.shop.ordering.domain;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.HistoryEntry;
import dev.cleave.shop.ordering.OrderPlaced;
import java.util.List;
import java.util.Map;

/**
 * All orders with what became of them. What is told of an order is told once each, in any order:
 * the changes are such that the history is the same in the end. An order is found once it was told
 * that it was placed.
 */
public interface History {
  void place(HistoryChange change, OrderPlaced order);

  void reach(HistoryChange change, Milestone milestone);

  void reject(HistoryChange change, String reason);

  /** The whole payment. */
  void capture(HistoryChange change, Money amount);

  /** The whole payment. */
  void refund(HistoryChange change, Money amount);

  /** A portion, which is added to those told before. */
  void move(HistoryChange change, Movement movement, Map<ProductId, Integer> units);

  /** A part of the matching orders of the generation that is read, newest first. */
  List<HistoryEntry> page(HistorySearch search, int offset, int limit);

  /**
   * Deletes some of a generation.
   *
   * @param limit how many rows at most
   * @return how many rows were deleted
   */
  int drop(int generation, int limit);
}
