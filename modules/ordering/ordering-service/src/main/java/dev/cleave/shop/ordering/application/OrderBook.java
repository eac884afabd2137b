package dev.cleave.shop.ordering.application;

import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderNotFound;
import dev.cleave.shop.ordering.domain.Orders;
import dev.cleave.shop.ordering.domain.PurchaseOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The steps of placing and cancelling that are ordering's own, each in a transaction of its own.
 */
@ApplicationScoped
public class OrderBook {
  private Orders orders;

  /** For the container's client proxy. */
  OrderBook() {}

  @Inject
  public OrderBook(Orders orders) {
    this.orders = orders;
  }

  /**
   * The order, if it was recorded; the connection is given back at once, not held by the caller.
   */
  @Transactional(rollbackOn = Exception.class)
  public Optional<PurchaseOrder> find(OrderId id) {
    return orders.find(id);
  }

  /** Records a pending order unless that was done before. */
  @Transactional(rollbackOn = Exception.class)
  public void open(PurchaseOrder order) {
    orders.addIfAbsent(order);
  }

  /** Confirms a pending order; one that was cancelled meanwhile stays so. */
  @Transactional(rollbackOn = Exception.class)
  public PurchaseOrder confirm(OrderId id) throws OrderNotFound {
    return change(id, PurchaseOrder::confirmed);
  }

  @Transactional(rollbackOn = Exception.class)
  public PurchaseOrder cancel(OrderId id) throws OrderNotFound {
    return change(id, PurchaseOrder::cancelled);
  }

  /** Removes an order that could not be completed, if it is there and still pending. */
  @Transactional(rollbackOn = Exception.class)
  public void forget(OrderId id) {
    if (orders.lock(id).filter(PurchaseOrder::isPending).isPresent()) {
      orders.remove(id);
    }
  }

  private PurchaseOrder change(OrderId id, UnaryOperator<PurchaseOrder> change)
      throws OrderNotFound {
    PurchaseOrder order = change.apply(orders.lock(id).orElseThrow(() -> new OrderNotFound(id)));
    orders.saveStatus(order);
    return order;
  }
}
