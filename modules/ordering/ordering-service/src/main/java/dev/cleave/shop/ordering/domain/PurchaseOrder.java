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
    Instant placedAt,
    Optional<String> reason) {
  private static final int LONGEST_REASON = 1000;

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
        now.truncatedTo(ChronoUnit.MICROS),
        Optional.empty());
  }

  /** The sum of the lines. */
  public Money total() {
    return lines.stream().map(OrderLine::amount).reduce(Money::plus).orElseThrow();
  }

  public Money amountDue() {
    return total().plus(freight);
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

  /** Its checkout is done. */
  public PurchaseOrder confirmed() {
    return from(OrderStatus.PENDING).to(OrderStatus.CONFIRMED, Optional.empty());
  }

  /** Its checkout could not be done. */
  public PurchaseOrder rejected(String because) {
    return from(OrderStatus.PENDING).to(OrderStatus.REJECTED, Optional.of(because));
  }

  /** Somebody wants it cancelled, during its checkout or after it. */
  public PurchaseOrder cancelling() {
    return from(OrderStatus.PENDING, OrderStatus.CONFIRMED)
        .to(OrderStatus.CANCELLING, Optional.empty());
  }

  /** What was done for it is undone. */
  public PurchaseOrder cancelled() {
    return from(OrderStatus.CANCELLING).to(OrderStatus.CANCELLED, Optional.empty());
  }

  /** It cannot be cancelled: it stays confirmed. */
  public PurchaseOrder kept(String because) {
    return from(OrderStatus.CANCELLING).to(OrderStatus.CONFIRMED, Optional.of(because));
  }

  private PurchaseOrder from(OrderStatus... allowed) {
    if (!List.of(allowed).contains(status)) {
      throw new IllegalStateException(
          "Order %s is %s, and only one that is %s can go on from here"
              .formatted(id, status, List.of(allowed)));
    }
    return this;
  }

  private PurchaseOrder to(OrderStatus next, Optional<String> because) {
    return new PurchaseOrder(
        id,
        customer,
        next,
        reference,
        lines,
        freight,
        placedAt,
        because.map(text -> text.substring(0, Math.min(text.length(), LONGEST_REASON))));
  }

  public Order toOrder() {
    return new Order(
        id, customer, status, reference, lines, total(), freight, amountDue(), placedAt, reason);
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
