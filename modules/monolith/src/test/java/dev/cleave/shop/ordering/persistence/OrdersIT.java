package dev.cleave.shop.ordering.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.ShopDatabase;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.catalog.Quote;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderStatus;
import dev.cleave.shop.ordering.PlaceOrder;
import dev.cleave.shop.ordering.domain.Orders;
import dev.cleave.shop.ordering.domain.PurchaseOrder;
import dev.cleave.test.Together;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class OrdersIT {
  private static final AtomicInteger CUSTOMERS = new AtomicInteger();
  private static final Instant NOON = Instant.parse("1998-05-06T12:00:00.123456Z");

  /** Each test has a customer of its own. */
  private final UserId customer = new UserId(CUSTOMERS.incrementAndGet());

  /** A step in a transaction of its own. */
  private interface Step<T> {
    T of(Orders orders) throws Exception;
  }

  @Test
  void an_order_is_kept_as_it_was_placed() throws Exception {
    PurchaseOrder order = order(NOON, Optional.of("10248"), "999999.99");
    open(order);

    assertThat(find(order.id())).contains(order);
    assertThat(find(order.id()).orElseThrow().toOrder()).isEqualTo(order.toOrder());
    assertThat(find(new OrderId(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void without_reference_and_freight_too() throws Exception {
    PurchaseOrder order = order(NOON, Optional.empty(), "0.00");
    open(order);

    assertThat(find(order.id())).contains(order);
  }

  @Test
  void opened_again_it_stays_as_it_is() throws Exception {
    PurchaseOrder order = order(NOON, Optional.empty(), "1.00");
    open(order);
    change(order.id(), PurchaseOrder::confirmed);
    open(order);

    assertThat(find(order.id()).orElseThrow().status()).isEqualTo(OrderStatus.CONFIRMED);
  }

  @Test
  void every_status_and_reason_is_kept() throws Exception {
    for (UnaryOperator<PurchaseOrder> way :
        List.<UnaryOperator<PurchaseOrder>>of(
            PurchaseOrder::confirmed,
            placed -> placed.rejected("The wallet was empty: " + "x".repeat(2000)),
            PurchaseOrder::cancelling,
            placed -> placed.cancelling().cancelled(),
            placed -> placed.confirmed().cancelling().kept("It was sent."))) {
      PurchaseOrder order = order(NOON, Optional.empty(), "1.00");
      open(order);
      PurchaseOrder changed = change(order.id(), way);

      assertThat(find(order.id())).contains(changed);
    }
  }

  @Test
  void a_customers_orders_come_newest_first_page_by_page() throws Exception {
    for (int i = 0; i < 5; i++) {
      open(order(NOON.plusSeconds(i % 3), Optional.of("no " + i), "1.00"));
    }
    List<PurchaseOrder> all = page(0, 10);

    assertThat(all).hasSize(5);
    assertThat(all)
        .extracting(PurchaseOrder::placedAt)
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(page(0, 2)).isEqualTo(all.subList(0, 2));
    assertThat(page(2, 2)).isEqualTo(all.subList(2, 4));
    assertThat(page(4, 2)).isEqualTo(all.subList(4, 5));
    assertThat(page(6, 2)).isEmpty();
  }

  @Test
  void opened_at_once_it_is_one_order() throws Exception {
    PurchaseOrder order = order(NOON, Optional.empty(), "1.00");
    List<Object> outcomes =
        Together.run(
            8,
            i ->
                () -> {
                  return open(order);
                });

    assertThat(outcomes).containsOnlyOnce(true).hasSize(8).containsOnly(true, false);
    assertThat(page(0, 10)).hasSize(1);
    assertThat(find(order.id()).orElseThrow().lines()).isEqualTo(order.lines());
  }

  private PurchaseOrder order(Instant at, Optional<String> reference, String freight)
      throws Exception {
    PlaceOrder request =
        new PlaceOrder(
            customer,
            List.of(
                new PlaceOrder.Line(new ProductId(72), 5, Optional.of(new BigDecimal("0.15"))),
                new PlaceOrder.Line(new ProductId(11), 100_000, Optional.empty())),
            Optional.of(Money.usd(freight)),
            reference);
    List<Quote> quotes =
        List.of(
            new Quote(new ProductId(72), Money.usd("34.80"), false),
            new Quote(new ProductId(11), Money.usd("999999.99"), false));
    return PurchaseOrder.draft(new OrderId(UUID.randomUUID()), request, quotes, at);
  }

  private boolean open(PurchaseOrder order) throws Exception {
    return in(orders -> orders.addIfAbsent(order));
  }

  private PurchaseOrder change(OrderId id, UnaryOperator<PurchaseOrder> change) throws Exception {
    return in(
        orders -> {
          PurchaseOrder changed = change.apply(orders.lock(id).orElseThrow());
          orders.saveStatus(changed);
          return changed;
        });
  }

  private Optional<PurchaseOrder> find(OrderId id) throws Exception {
    return in(orders -> orders.find(id));
  }

  private List<PurchaseOrder> page(int offset, int limit) throws Exception {
    return in(orders -> orders.page(customer, offset, limit));
  }

  private <T> T in(Step<T> step) throws Exception {
    return ShopDatabase.inTransaction(
        "ordering",
        em -> {
          JpaOrders orders = new JpaOrders();
          orders.em = em;
          return step.of(orders);
        });
  }
}
