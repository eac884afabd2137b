package dev.cleave.shop.ordering.application;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.inventory.ReservationId;
import dev.cleave.shop.inventory.ReservationLine;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.domain.PurchaseOrder;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.Units;
import java.util.List;

/**
 * What the sagas know of an order: all they need to call other modules. It is kept with them as
 * JSON, so it changes by addition only. Reservation, payment and shipment bear the order's id.
 */
public record OrderToCarryOut(OrderId order, UserId customer, List<Item> items, Money amountDue) {
  /** Units of one product. */
  public record Item(ProductId product, int quantity) {}

  static OrderToCarryOut of(PurchaseOrder order) {
    return new OrderToCarryOut(
        order.id(),
        order.customer(),
        order.lines().stream().map(line -> new Item(line.product(), line.quantity())).toList(),
        order.amountDue());
  }

  ReservationId reservation() {
    return new ReservationId(order.value());
  }

  PaymentId payment() {
    return new PaymentId(order.value());
  }

  ShipmentId shipment() {
    return new ShipmentId(order.value());
  }

  List<ReservationLine> unitsToReserve() {
    return items.stream().map(i -> new ReservationLine(i.product(), i.quantity())).toList();
  }

  List<Units> unitsToShip() {
    return items.stream().map(i -> new Units(i.product(), i.quantity())).toList();
  }
}
