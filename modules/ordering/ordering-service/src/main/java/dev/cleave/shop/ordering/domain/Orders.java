package dev.cleave.shop.ordering.domain;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.ordering.OrderId;
import java.util.List;
import java.util.Optional;

/** All orders. */
public interface Orders {
  Optional<PurchaseOrder> find(OrderId id);

  /** A customer's orders, newest first. */
  List<PurchaseOrder> page(UserId customer, int offset, int limit);

  /** The order, which nobody else can change until the transaction ends. */
  Optional<PurchaseOrder> lock(OrderId id);

  /**
   * Adds an order unless there is one of this id; of two that add it at once, one does.
   *
   * @return whether this one did
   */
  boolean addIfAbsent(PurchaseOrder order);

  /** Keeps the status of a locked order, and its reason. */
  void saveStatus(PurchaseOrder order);
}
