package dev.cleave.shop.ordering.application;

import dev.cleave.saga.Sagas;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderNotFound;
import dev.cleave.shop.ordering.OrderStatus;
import dev.cleave.shop.ordering.domain.Orders;
import dev.cleave.shop.ordering.domain.PurchaseOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/**
 * What becomes of orders here: each change is recorded, told to other modules, and carried on by a
 * saga, in one transaction. Where a saga and an order are both locked, the saga is locked first.
 */
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
public class OrderBook {
  private Orders orders;
  private Sagas sagas;
  private OrderAnnouncements announcements;

  /** For the container's client proxy. */
  OrderBook() {}

  @Inject
  public OrderBook(Orders orders, Sagas sagas, OrderAnnouncements announcements) {
    this.orders = orders;
    this.sagas = sagas;
    this.announcements = announcements;
  }

  /**
   * The order, if it was recorded; the connection is given back at once, not held by the caller.
   */
  public Optional<PurchaseOrder> find(OrderId id) {
    return orders.find(id);
  }

  /**
   * Accepts an order, unless that was done before, and begins its checkout.
   *
   * @return the order as it is now
   */
  public PurchaseOrder accept(PurchaseOrder order) {
    if (!orders.addIfAbsent(order)) {
      return orders.find(order.id()).orElseThrow();
    }
    announcements.placed(order);
    sagas.start(Checkout.class, order.id().toString(), OrderToCarryOut.of(order));
    return order;
  }

  /**
   * Calls off an order: turns its checkout back if that is under way, and has what it did undone
   * otherwise.
   *
   * @return the order as it is now
   */
  public PurchaseOrder cancel(OrderId id) throws OrderNotFound {
    boolean turnsBack = sagas.cancel(Checkout.class, id.toString());
    PurchaseOrder order = orders.lock(id).orElseThrow(() -> new OrderNotFound(id));
    if (order.status() != OrderStatus.PENDING && order.status() != OrderStatus.CONFIRMED) {
      return order;
    }
    PurchaseOrder cancelling = order.cancelling();
    orders.saveStatus(cancelling);
    if (!turnsBack) {
      // one that fails because something was sent may be asked for again: each has an id of its own
      String attempt = id + "/" + UUID.randomUUID();
      sagas.start(Cancellation.class, attempt, OrderToCarryOut.of(order));
    }
    return cancelling;
  }

  /** The checkout is done. */
  void confirm(OrderId id) {
    PurchaseOrder confirmed = locked(id).confirmed();
    orders.saveStatus(confirmed);
    announcements.confirmed(confirmed);
  }

  /** What the checkout had done is undone. */
  void undo(OrderId id, String reason) {
    PurchaseOrder order = locked(id);
    if (order.status() == OrderStatus.CANCELLING) {
      cancelled(order);
      return;
    }
    PurchaseOrder rejected = order.rejected(reason);
    orders.saveStatus(rejected);
    announcements.rejected(rejected);
  }

  /** The cancellation is done. */
  void finishCancelling(OrderId id) {
    cancelled(locked(id));
  }

  /** The cancellation could not be done. */
  void keep(OrderId id, String reason) {
    orders.saveStatus(locked(id).kept(reason));
  }

  private void cancelled(PurchaseOrder order) {
    PurchaseOrder cancelled = order.cancelled();
    orders.saveStatus(cancelled);
    announcements.cancelled(cancelled);
  }

  private PurchaseOrder locked(OrderId id) {
    return orders
        .lock(id)
        .orElseThrow(() -> new IllegalStateException("There is a saga but no order " + id));
  }
}
