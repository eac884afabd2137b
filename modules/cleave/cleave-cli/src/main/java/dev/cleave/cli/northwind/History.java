package dev.cleave.cli.northwind;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the orders tell about the past: what each product cost when, and how much of it there was.
 *
 * @param prices every price each product had, in order, by product: the first one opens it
 * @param opening units of each product before the first order
 * @param events price changes and orders, in the order in which they happened
 */
record History(
    Map<Integer, List<BigDecimal>> prices,
    Map<Integer, Integer> opening,
    List<HistoryEvent> events) {

  /**
   * Replays the orders. The price of a product is the unit price of its latest line; where {@code
   * products.csv} disagrees with the last one, a closing price change follows.
   */
  static History of(Northwind data) {
    Replay replay = new Replay();
    data.products().forEach(product -> replay.opening.put(product.id(), product.inStock()));
    data.orders().forEach(replay::order);
    for (Product product : data.products()) {
      replay.price(product.place(), product.id(), product.price());
    }
    return new History(replay.prices, replay.opening, replay.events);
  }

  BigDecimal openingPrice(int product) {
    return prices.get(product).get(0);
  }

  private static final class Replay {
    private final Map<Integer, List<BigDecimal>> prices = new TreeMap<>();
    private final Map<Integer, Integer> opening = new TreeMap<>();
    private final List<HistoryEvent> events = new ArrayList<>();

    void order(Order order) {
      for (OrderLine line : order.lines()) {
        price(line.place(), line.product(), line.unitPrice());
        opening.merge(line.product(), line.quantity(), Integer::sum);
      }
      events.add(new HistoryEvent.Placement(order));
    }

    void price(Place place, int product, BigDecimal price) {
      List<BigDecimal> known = prices.computeIfAbsent(product, none -> new ArrayList<>());
      if (known.isEmpty()) {
        known.add(price);
      } else if (known.get(known.size() - 1).compareTo(price) != 0) {
        events.add(new HistoryEvent.PriceChange(place, product, known.size(), price));
        known.add(price);
      }
    }
  }
}
