package dev.cleave.shop.ordering.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.inventory.ReservationId;
import dev.cleave.shop.inventory.ReservationLine;
import dev.cleave.shop.inventory.StockReleased;
import dev.cleave.shop.inventory.StockSold;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.Delivery;
import dev.cleave.shop.ordering.HistoryEntry;
import dev.cleave.shop.ordering.HistoryLine;
import dev.cleave.shop.ordering.OrderCancelled;
import dev.cleave.shop.ordering.OrderConfirmed;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderLine;
import dev.cleave.shop.ordering.OrderPlaced;
import dev.cleave.shop.ordering.OrderRejected;
import dev.cleave.shop.ordering.OrderStatus;
import dev.cleave.shop.ordering.persistence.HistoryInDatabase.Told;
import dev.cleave.shop.payments.PaymentCaptured;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.PaymentReversed;
import dev.cleave.shop.shipping.ShipmentCalledOff;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.ShipmentScheduled;
import dev.cleave.shop.shipping.Units;
import dev.cleave.shop.shipping.UnitsDispatched;
import dev.cleave.shop.shipping.UnitsReturned;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What happens to one order, as events in the order they happen, and what its history must say.
 *
 * @param quantities of the products 1, 2, …; each at least 2
 */
record OrderStory(
    OrderId order,
    UserId customer,
    Optional<String> reference,
    List<Integer> quantities,
    Ending ending,
    Instant placedAt) {
  /** How far it goes. */
  enum Ending {
    PENDING,
    CONFIRMED,
    PARTLY_DISPATCHED,
    DISPATCHED,
    RETURNED,
    REJECTED_BEFORE_PAYMENT,
    REJECTED_AFTER_PAYMENT,
    CANCELLED;

    boolean isRejected() {
      return this == REJECTED_BEFORE_PAYMENT || this == REJECTED_AFTER_PAYMENT;
    }
  }

  static OrderStory of(int customer, List<Integer> quantities, Ending ending, Instant placedAt) {
    return new OrderStory(
        new OrderId(UUID.randomUUID()),
        new UserId(customer),
        ending.ordinal() % 2 == 0 ? Optional.of("No. " + customer) : Optional.empty(),
        quantities,
        ending,
        placedAt);
  }

  List<Told> events() {
    List<Record> events = new ArrayList<>();
    events.add(new OrderPlaced(order, customer, reference, lines(), total(), freight(), placedAt));
    switch (ending) {
      case PENDING -> {}
      case REJECTED_BEFORE_PAYMENT -> {
        events.add(reversed(false));
        events.add(released());
        events.add(new OrderRejected(order, customer, "no money"));
      }
      case REJECTED_AFTER_PAYMENT -> {
        events.add(new ShipmentScheduled(shipment(), customer));
        events.add(new PaymentCaptured(payment(), customer, due()));
        undo(events);
        events.add(new OrderRejected(order, customer, "no money"));
      }
      default -> {
        events.add(new ShipmentScheduled(shipment(), customer));
        events.add(new PaymentCaptured(payment(), customer, due()));
        events.add(new StockSold(reservation(), reserved()));
        events.add(new OrderConfirmed(order, customer));
        ship(events);
      }
    }
    return IntStream.range(0, events.size())
        .mapToObj(i -> new Told(events.get(i), placedAt.plusSeconds(i + 1)))
        .toList();
  }

  private void ship(List<Record> events) {
    switch (ending) {
      case PARTLY_DISPATCHED -> events.add(dispatched(1, false));
      case DISPATCHED, RETURNED -> {
        events.add(dispatched(1, false));
        events.add(
            new UnitsDispatched(
                shipment(),
                customer,
                units().stream().map(all -> new Units(all.product(), all.quantity() - 1)).toList(),
                true,
                placedAt));
        if (ending == Ending.RETURNED) {
          events.add(new UnitsReturned(shipment(), customer, each(1)));
          events.add(new UnitsReturned(shipment(), customer, each(1)));
        }
      }
      case CANCELLED -> {
        undo(events);
        events.add(new OrderCancelled(order, customer));
      }
      default -> {}
    }
  }

  private void undo(List<Record> events) {
    events.add(reversed(true));
    events.add(new ShipmentCalledOff(shipment(), customer));
    events.add(released());
  }

  HistoryEntry entry() {
    boolean isSold = status() == OrderStatus.CONFIRMED;
    List<HistoryLine> lines = new ArrayList<>();
    for (Units units : units()) {
      int sent =
          switch (ending) {
            case PARTLY_DISPATCHED -> 1;
            case DISPATCHED, RETURNED -> units.quantity();
            default -> 0;
          };
      lines.add(
          new HistoryLine(
              units.product(),
              units.quantity(),
              isSold ? units.quantity() : 0,
              sent,
              ending == Ending.RETURNED ? 2 : 0));
    }
    return new HistoryEntry(
        order,
        customer,
        status(),
        ending.isRejected() ? Optional.of("no money") : Optional.empty(),
        reference,
        lines,
        total(),
        freight(),
        isSold ? due() : Money.usd("0.00"),
        delivery(),
        placedAt,
        placedAt.plusSeconds(events().size()));
  }

  private OrderStatus status() {
    return switch (ending) {
      case PENDING -> OrderStatus.PENDING;
      case REJECTED_BEFORE_PAYMENT, REJECTED_AFTER_PAYMENT -> OrderStatus.REJECTED;
      case CANCELLED -> OrderStatus.CANCELLED;
      default -> OrderStatus.CONFIRMED;
    };
  }

  private Delivery delivery() {
    return switch (ending) {
      case PENDING, REJECTED_BEFORE_PAYMENT -> Delivery.NONE;
      case CONFIRMED -> Delivery.SCHEDULED;
      case PARTLY_DISPATCHED -> Delivery.PARTLY_DISPATCHED;
      case DISPATCHED, RETURNED -> Delivery.DISPATCHED;
      case REJECTED_AFTER_PAYMENT, CANCELLED -> Delivery.CALLED_OFF;
    };
  }

  private List<OrderLine> lines() {
    return units().stream()
        .map(
            units ->
                new OrderLine(
                    units.product(),
                    units.quantity(),
                    Money.usd("2.50"),
                    BigDecimal.ZERO.setScale(4),
                    Money.usd("2.50").times(units.quantity())))
        .toList();
  }

  private List<Units> units() {
    return IntStream.range(0, quantities.size())
        .mapToObj(i -> new Units(new ProductId(i + 1), quantities.get(i)))
        .toList();
  }

  private List<Units> each(int quantity) {
    return units().stream().map(units -> new Units(units.product(), quantity)).toList();
  }

  private List<ReservationLine> reserved() {
    return units().stream()
        .map(units -> new ReservationLine(units.product(), units.quantity()))
        .toList();
  }

  private Money total() {
    return Money.usd("2.50").times(quantities.stream().mapToInt(Integer::intValue).sum());
  }

  private Money freight() {
    return Money.usd("1.25");
  }

  private Money due() {
    return total().plus(freight());
  }

  private PaymentReversed reversed(boolean wasCaptured) {
    return new PaymentReversed(payment(), customer, due(), wasCaptured);
  }

  private StockReleased released() {
    return new StockReleased(reservation(), reserved());
  }

  private UnitsDispatched dispatched(int ofEach, boolean isComplete) {
    return new UnitsDispatched(shipment(), customer, each(ofEach), isComplete, placedAt);
  }

  private ReservationId reservation() {
    return new ReservationId(order.value());
  }

  private PaymentId payment() {
    return new PaymentId(order.value());
  }

  private ShipmentId shipment() {
    return new ShipmentId(order.value());
  }
}
