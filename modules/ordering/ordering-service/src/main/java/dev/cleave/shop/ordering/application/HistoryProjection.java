package dev.cleave.shop.ordering.application;

import static java.util.stream.Collectors.toMap;

import dev.cleave.event.EventContext;
import dev.cleave.event.EventListener;
import dev.cleave.event.ReadModel;
import dev.cleave.event.Rebuildable;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.inventory.ReservationLine;
import dev.cleave.shop.inventory.StockReleased;
import dev.cleave.shop.inventory.StockSold;
import dev.cleave.shop.ordering.OrderCancelled;
import dev.cleave.shop.ordering.OrderConfirmed;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderPlaced;
import dev.cleave.shop.ordering.OrderRejected;
import dev.cleave.shop.ordering.domain.History;
import dev.cleave.shop.ordering.domain.HistoryChange;
import dev.cleave.shop.ordering.domain.Milestone;
import dev.cleave.shop.ordering.domain.Movement;
import dev.cleave.shop.payments.PaymentCaptured;
import dev.cleave.shop.payments.PaymentReversed;
import dev.cleave.shop.shipping.ShipmentCalledOff;
import dev.cleave.shop.shipping.ShipmentScheduled;
import dev.cleave.shop.shipping.Units;
import dev.cleave.shop.shipping.UnitsDispatched;
import dev.cleave.shop.shipping.UnitsReturned;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Keeps the history of orders from the events of four modules. Reservation, payment and shipment of
 * an order bear its id. Each event is told to {@link History} in changes that may come in any
 * order, since only events of one type about one order are delivered in the order they happened.
 */
@ApplicationScoped
@Rebuildable("history")
public class HistoryProjection implements ReadModel {
  private History history;

  /** For the container's client proxy. */
  HistoryProjection() {}

  @Inject
  public HistoryProjection(History history) {
    this.history = history;
  }

  @EventListener("history-order-placed")
  public void placed(OrderPlaced event) {
    history.place(change(event.order().value()), event);
  }

  @EventListener("history-order-confirmed")
  public void confirmed(OrderConfirmed event) {
    history.reach(change(event.order().value()), Milestone.CONFIRMED);
  }

  @EventListener("history-order-rejected")
  public void rejected(OrderRejected event) {
    history.reject(change(event.order().value()), event.reason());
  }

  @EventListener("history-order-cancelled")
  public void cancelled(OrderCancelled event) {
    history.reach(change(event.order().value()), Milestone.CANCELLED);
  }

  @EventListener("history-stock-sold")
  public void sold(StockSold event) {
    history.move(
        change(event.reservation().value()),
        Movement.SOLD,
        event.lines().stream()
            .collect(toMap(ReservationLine::product, ReservationLine::quantity, Integer::sum)));
  }

  /** A reservation is released once, for good. */
  @EventListener("history-stock-released")
  public void released(StockReleased event) {
    history.reach(change(event.reservation().value()), Milestone.RELEASED);
  }

  @EventListener("history-payment-captured")
  public void captured(PaymentCaptured event) {
    history.capture(change(event.payment().value()), event.amount());
  }

  /** Only what was paid comes back; what was merely held was never in the history. */
  @EventListener("history-payment-reversed")
  public void reversed(PaymentReversed event) {
    if (event.wasCaptured()) {
      history.refund(change(event.payment().value()), event.amount());
    }
  }

  @EventListener("history-shipment-scheduled")
  public void scheduled(ShipmentScheduled event) {
    history.reach(change(event.shipment().value()), Milestone.SCHEDULED);
  }

  @EventListener("history-shipment-called-off")
  public void calledOff(ShipmentCalledOff event) {
    history.reach(change(event.shipment().value()), Milestone.CALLED_OFF);
  }

  @EventListener("history-units-dispatched")
  public void dispatched(UnitsDispatched event) {
    HistoryChange change = change(event.shipment().value());
    history.move(change, Movement.DISPATCHED, sum(event.lines()));
    if (event.isComplete()) {
      history.reach(change, Milestone.COMPLETE);
    }
  }

  @EventListener("history-units-returned")
  public void returned(UnitsReturned event) {
    history.move(change(event.shipment().value()), Movement.RETURNED, sum(event.lines()));
  }

  @Override
  public int drop(int generation, int limit) {
    return history.drop(generation, limit);
  }

  private static HistoryChange change(UUID order) {
    EventContext context = EventContext.current();
    return new HistoryChange(context.generation(), new OrderId(order), context.publishedAt());
  }

  private static Map<ProductId, Integer> sum(List<Units> lines) {
    return lines.stream().collect(toMap(Units::product, Units::quantity, Integer::sum));
  }
}
