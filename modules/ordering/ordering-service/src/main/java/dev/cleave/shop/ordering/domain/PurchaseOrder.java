package dev.cleave.shop.ordering.domain;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.Quote;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.Order;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderLine;
import dev.cleave.shop.ordering.OrderStatus;
import dev.cleave.shop.ordering.PlaceOrder;
import dev.cleave.shop.ordering.ProductDiscontinued;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An order and the rules by which it is priced and changes. Each change is a new value. */
public record PurchaseOrder(
    OrderId id,
    UserId customer,
    OrderStatus status,
    Optional<String> reference,
    List<OrderLine> lines,
    Money freight,
    Instant placedAt) {
  public PurchaseOrder {
    lines = List.copyOf(lines);
  }

  /**
   * A pending order at the prices quoted.
   *
   * @param quotes one for each line, in the order of the lines
   * @throws ProductDiscontinued if a product is no longer sold; it names the first such
   */
  public static PurchaseOrder draft(OrderId id, PlaceOrder request, List<Quote> quotes, Instant now)
      throws ProductDiscontinued {
    List<OrderLine> lines = new ArrayList<>(quotes.size());
    for (int i = 0; i < quotes.size(); i++) {
      Quote quote = quotes.get(i);
      if (quote.discontinued()) {
        throw new ProductDiscontinued(quote.product());
      }
      lines.add(LinePrice.of(request.lines().get(i), quote.price()));
    }
    Money freight = request.freight().orElse(lines.get(0).amount().times(0));
    return new PurchaseOrder(
        id,
        request.customer(),
        OrderStatus.PENDING,
        request.reference(),
        lines,
        freight,
        now.truncatedTo(ChronoUnit.MICROS));
  }

  /** The sum of the lines. */
  public Money total() {
    return lines.stream().map(OrderLine::amount).reduce(Money::plus).orElseThrow();
  }

  public Money amountDue() {
    return total().plus(freight);
  }

  public boolean isPending() {
    return status == OrderStatus.PENDING;
  }

  public boolean isCancelled() {
    return status == OrderStatus.CANCELLED;
  }

  /** Whether this order is what the request asks for. Prices are not part of a request. */
  public boolean answers(PlaceOrder request) {
    return customer.equals(request.customer())
        && reference.equals(request.reference())
        && request.freight().map(freight::equals).orElse(freight.amount().signum() == 0)
        && lines.stream()
            .map(Item::of)
            .toList()
            .equals(request.lines().stream().map(Item::of).toList());
  }

  /** A pending order becomes confirmed; a cancelled one stays cancelled. */
  public PurchaseOrder confirmed() {
    return isPending() ? with(OrderStatus.CONFIRMED) : this;
  }

  public PurchaseOrder cancelled() {
    return with(OrderStatus.CANCELLED);
  }

  public Order toOrder() {
    return new Order(
        id, customer, status, reference, lines, total(), freight, amountDue(), placedAt);
  }

  private PurchaseOrder with(OrderStatus status) {
    return new PurchaseOrder(id, customer, status, reference, lines, freight, placedAt);
  }

  /** What is asked for in a line, without its price. */
  private record Item(int product, int quantity, BigDecimal discount) {
    static Item of(OrderLine line) {
      return new Item(line.product().value(), line.quantity(), line.discount());
    }

    static Item of(PlaceOrder.Line line) {
      return new Item(line.product().value(), line.quantity(), LinePrice.discount(line));
    }
  }
}
