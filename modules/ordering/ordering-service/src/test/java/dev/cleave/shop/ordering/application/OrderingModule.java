package dev.cleave.shop.ordering.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.catalog.Quote;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderStatus;
import dev.cleave.shop.ordering.PlaceOrder;
import dev.cleave.shop.ordering.ProductDiscontinued;
import dev.cleave.shop.ordering.domain.PurchaseOrder;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.PaymentState;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.ShipmentState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The module among others that keep their contracts, without databases and servers. */
final class OrderingModule {
  static final int STOCK = 10;
  static final String BALANCE = "1000.00";

  final Crash crash = Crash.never();
  final OneProductInventory inventory = new OneProductInventory(STOCK, crash);
  final WalletOfOne wallet = new WalletOfOne(BALANCE, crash);
  final ShipmentsInMemory shipments = new ShipmentsInMemory(crash);
  final OrdersInMemory orders = new OrdersInMemory();
  final SagasByHand sagas = new SagasByHand();
  final Announced announced = new Announced();
  final OrderBook book = new OrderBook(orders, sagas, announced.announcements());

  OrderingModule() {
    UndoneOrders undone = new UndoneOrders(inventory, wallet, shipments);
    sagas.deploy(new Checkout(inventory, wallet, shipments, undone, book));
    sagas.deploy(new Cancellation(undone, book));
  }

  /** An accepted order of so many units at 18.00. */
  OrderId accept(int units) throws ProductDiscontinued {
    ProductId product = new ProductId(1);
    PlaceOrder request =
        new PlaceOrder(
            new UserId(1),
            List.of(new PlaceOrder.Line(product, units, Optional.empty())),
            Optional.empty(),
            Optional.empty());
    Quote quote = new Quote(product, Money.usd("18.00"), false);
    OrderId id = new OrderId(UUID.randomUUID());
    book.accept(PurchaseOrder.draft(id, request, List.of(quote), Instant.EPOCH));
    return id;
  }

  OrderStatus status(OrderId id) {
    return orders.all.get(id).status();
  }

  String reason(OrderId id) {
    return orders.all.get(id).reason().orElseThrow();
  }

  /** All of it was done for the only order there is. */
  void assertCarriedOut(OrderId id, int units, String amount) {
    assertThat(status(id)).isEqualTo(OrderStatus.CONFIRMED);
    assertThat(inventory.available).isEqualTo(STOCK - units);
    assertThat(inventory.sold).isEqualTo(units);
    assertThat(wallet.state(new PaymentId(id.value()))).isEqualTo(PaymentState.CAPTURED);
    assertThat(wallet.paid).isEqualByComparingTo(amount);
    assertThat(wallet.held).isZero();
    assertThat(shipments.state(new ShipmentId(id.value()))).isEqualTo(ShipmentState.SCHEDULED);
  }

  /** Nothing of what may have been done for the only order is left. */
  void assertUndone() {
    assertThat(inventory.available).isEqualTo(STOCK);
    assertThat(inventory.sold).isZero();
    assertThat(wallet.balance).isEqualByComparingTo(new BigDecimal(BALANCE));
    assertThat(wallet.held).isZero();
    assertThat(wallet.paid).isZero();
    assertThat(shipments.areAllCancelled()).isTrue();
  }
}
