package dev.cleave.cli.northwind;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** What {@link Reconciliation} must report, computed from the files alone. */
final class Expectation {

  private Expectation() {}

  static Reconciliation of(Northwind data) {
    History history = History.of(data);
    Deposits deposits = Deposits.of(data);
    List<OrderLine> lines = data.orders().stream().flatMap(o -> o.lines().stream()).toList();
    return new Reconciliation(
        data.customers().size(),
        data.products().size(),
        data.orders().size(),
        lines.size(),
        lines.stream().mapToInt(OrderLine::quantity).sum(),
        sum(data.orders(), Order::total),
        sum(data.orders(), Order::freight),
        history.prices().values().stream().mapToInt(prices -> prices.size() - 1).sum(),
        data.products().stream().mapToInt(Product::inStock).sum(),
        Money.text(deposits.allDue()),
        Money.text(deposits.allLeft()),
        (int) data.orders().stream().filter(order -> order.shipped().isPresent()).count(),
        List.of());
  }

  private static String sum(List<Order> orders, Function<Order, BigDecimal> amount) {
    return Money.text(orders.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
