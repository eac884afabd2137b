package dev.cleave.shop.ordering.application;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.domain.Orders;
import dev.cleave.shop.ordering.domain.PurchaseOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders without a database; a write may be made to fail before or after it takes effect. */
final class OrdersInMemory implements Orders {
  final Map<OrderId, PurchaseOrder> all = new LinkedHashMap<>();
  private final Crash crash;

  OrdersInMemory(Crash crash) {
    this.crash = crash;
  }

  @Override
  public Optional<PurchaseOrder> find(OrderId id) {
    return Optional.ofNullable(all.get(id));
  }

  @Override
  public List<PurchaseOrder> page(UserId customer, int offset, int limit) {
    return all.values().stream()
        .filter(order -> order.customer().equals(customer))
        .skip(offset)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<PurchaseOrder> lock(OrderId id) {
    return find(id);
  }

  @Override
  public void addIfAbsent(PurchaseOrder order) {
    crash.around(() -> all.putIfAbsent(order.id(), order));
  }

  @Override
  public void saveStatus(PurchaseOrder order) {
    crash.around(() -> all.put(order.id(), order));
  }

  @Override
  public void remove(OrderId id) {
    crash.around(() -> all.remove(id));
  }
}
