package dev.cleave.shop.ordering.application;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.domain.Orders;
import dev.cleave.shop.ordering.domain.PurchaseOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders without a database. */
final class OrdersInMemory implements Orders {
  final Map<OrderId, PurchaseOrder> all = new LinkedHashMap<>();

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
  public boolean addIfAbsent(PurchaseOrder order) {
    return all.putIfAbsent(order.id(), order) == null;
  }

  @Override
  public void saveStatus(PurchaseOrder order) {
    all.put(order.id(), order);
  }
}
