package dev.cleave.shop.ordering.application;

import dev.cleave.shop.ordering.OrderCancelled;
import dev.cleave.shop.ordering.OrderConfirmed;
import dev.cleave.shop.ordering.OrderPlaced;
import dev.cleave.shop.ordering.OrderRejected;
import dev.cleave.shop.ordering.domain.PurchaseOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Tells other modules what became of an order; in the transaction that records it. */
@ApplicationScoped
public class OrderAnnouncements {
  private Event<OrderPlaced> placed;
  private Event<OrderConfirmed> confirmed;
  private Event<OrderRejected> rejected;
  private Event<OrderCancelled> cancelled;

  /** For the container's client proxy. */
  OrderAnnouncements() {}

  @Inject
  public OrderAnnouncements(
      Event<OrderPlaced> placed,
      Event<OrderConfirmed> confirmed,
      Event<OrderRejected> rejected,
      Event<OrderCancelled> cancelled) {
    this.placed = placed;
    this.confirmed = confirmed;
    this.rejected = rejected;
    this.cancelled = cancelled;
  }

  void placed(PurchaseOrder order) {
    placed.fire(
        new OrderPlaced(
            order.id(),
            order.customer(),
            order.reference(),
            order.lines(),
            order.total(),
            order.freight(),
            order.placedAt()));
  }

  void confirmed(PurchaseOrder order) {
    confirmed.fire(new OrderConfirmed(order.id(), order.customer()));
  }

  void rejected(PurchaseOrder order) {
    rejected.fire(new OrderRejected(order.id(), order.customer(), order.reason().orElse("")));
  }

  void cancelled(PurchaseOrder order) {
    cancelled.fire(new OrderCancelled(order.id(), order.customer()));
  }
}
