package dev.cleave.shop.ordering.domain;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.ordering.OrderStatus;
import java.time.Instant;
import java.util.List;

/**
 * What is looked for in the history: orders that match all of it. An empty list matches any order.
 *
 * @param from of the time an order was placed, inclusive; not before the year 1
 * @param to of the same, exclusive; not after the year 9999
 */
public record HistorySearch(
    List<UserId> customers,
    List<OrderStatus> statuses,
    List<ProductId> products,
    Instant from,
    Instant to) {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  public HistorySearch {
    customers = List.copyOf(customers);
    statuses = List.copyOf(statuses);
    products = List.copyOf(products);
    from = within(from);
    to = within(to);
  }

  /** Further than any order, and than some databases can tell. */
  private static Instant within(Instant instant) {
    return instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
  }
}
