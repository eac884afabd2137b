package dev.cleave.shop.ordering.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.CallContext;
import dev.cleave.Caller;
import dev.cleave.IdempotencyKeyReused;
import dev.cleave.shop.accounts.Accounts;
import dev.cleave.shop.accounts.User;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.accounts.UserNotFound;
import dev.cleave.shop.catalog.Catalog;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.catalog.ProductNotFound;
import dev.cleave.shop.catalog.Quote;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.OperatorOnly;
import dev.cleave.shop.ordering.Order;
import dev.cleave.shop.ordering.OrderStatus;
import dev.cleave.shop.ordering.OutOfStock;
import dev.cleave.shop.ordering.PlaceOrder;
import dev.cleave.shop.ordering.ProductDiscontinued;
import dev.cleave.shop.ordering.UnknownCustomer;
import dev.cleave.shop.ordering.UnknownProduct;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderingServiceTest {
  private static final UserId ANN = new UserId(1);
  private static final ProductId CHAI = new ProductId(1);
  private static final int STOCK = 10;

  private final Crash crash = Crash.never();
  private final OneProductInventory inventory = new OneProductInventory(STOCK, crash);
  private final OrdersInMemory orders = new OrdersInMemory(crash);
  private Money price = Money.usd("18.00");
  private final OrderingService ordering = service();

  @Test
  void an_order_takes_its_units_at_the_price_of_the_moment() throws Exception {
    Order order = place("k", units(4));

    assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
    assertThat(order.amountDue()).isEqualTo(Money.usd("72.00"));
    assertThat(inventory.available).isEqualTo(6);
  }

  @Test
  void a_repeat_under_its_key_returns_the_same_order_and_takes_nothing() throws Exception {
    Order order = place("k", units(4));
    price = Money.usd("20.00");

    assertThat(place("k", units(4))).isEqualTo(order);
    assertThat(inventory.available).isEqualTo(6);
  }

  @Test
  void another_order_under_the_same_key_is_refused() throws Exception {
    place("k", units(4));

    assertThatExceptionOfType(IdempotencyKeyReused.class).isThrownBy(() -> place("k", units(5)));
    assertThat(inventory.available).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void wherever_placing_breaks_off_a_repeat_completes_it_once(int places) throws Exception {
    crash.after(places);
    assertThatExceptionOfType(Crash.Crashed.class).isThrownBy(() -> place("k", units(4)));

    assertThat(place("k", units(4)).status()).isEqualTo(OrderStatus.CONFIRMED);
    assertThat(inventory.available).isEqualTo(6);
    assertThat(orders.all).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void the_same_after_the_hold_expired(int places) throws Exception {
    crash.after(places);
    assertThatExceptionOfType(Crash.Crashed.class).isThrownBy(() -> place("k", units(4)));
    inventory.expireAll();

    assertThat(place("k", units(4)).status()).isEqualTo(OrderStatus.CONFIRMED);
    assertThat(inventory.available).isEqualTo(6);
    assertThat(orders.all).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void if_the_units_are_gone_by_then_nothing_stays_behind(int places) throws Exception {
    crash.after(places);
    assertThatExceptionOfType(Crash.Crashed.class).isThrownBy(() -> place("k", units(4)));
    inventory.expireAll();
    place("other", units(8));

    assertThatExceptionOfType(OutOfStock.class).isThrownBy(() -> place("k", units(4)));
    assertThat(inventory.available).isEqualTo(2);
    assertThat(orders.all).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void wherever_cancelling_breaks_off_a_repeat_completes_it_once(int places) throws Exception {
    Order order = place("k", units(4));
    crash.after(places);
    assertThatExceptionOfType(Crash.Crashed.class).isThrownBy(() -> ordering.cancel(order.id()));

    assertThat(ordering.cancel(order.id()).status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(ordering.cancel(order.id()).status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(inventory.available).isEqualTo(STOCK);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6})
  void an_interrupted_order_can_be_cancelled_and_stays_cancelled(int places) throws Exception {
    crash.after(places);
    assertThatExceptionOfType(Crash.Crashed.class).isThrownBy(() -> place("k", units(4)));
    Order pending = orders.all.values().iterator().next().toOrder();
    ordering.cancel(pending.id());

    assertThat(place("k", units(4)).status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(inventory.available).isEqualTo(STOCK);
  }

  @Test
  void a_cancellation_between_hold_and_confirmation_wins() throws Exception {
    crash.after(4); // the order is recorded, the units are held
    assertThatExceptionOfType(Crash.Crashed.class).isThrownBy(() -> place("k", units(4)));
    Order pending = orders.all.values().iterator().next().toOrder();
    inventory.cancel(OrderPlacement.reservationOf(pending.id()));

    assertThat(place("k", units(4)).status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(inventory.available).isEqualTo(STOCK);
  }

  @Test
  void holds_that_always_expire_end_with_an_error_and_not_never() {
    inventory.expiresAtOnce = true;

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> place("k", units(4)))
        .withMessageContaining("repeat with the same key");
    assertThat(inventory.available).isEqualTo(STOCK);
  }

  @Test
  void refusals_leave_nothing_behind() {
    assertThatExceptionOfType(OutOfStock.class)
        .isThrownBy(() -> place("a", units(11)))
        .satisfies(e -> assertThat(e.available()).isEqualTo(10));
    assertThatExceptionOfType(UnknownCustomer.class)
        .isThrownBy(() -> place("b", order(new UserId(2), CHAI)));
    assertThatExceptionOfType(UnknownProduct.class)
        .isThrownBy(() -> place("c", order(ANN, new ProductId(2))));
    assertThatExceptionOfType(ProductDiscontinued.class)
        .isThrownBy(() -> place("d", order(ANN, new ProductId(3))));

    assertThat(inventory.available).isEqualTo(STOCK);
    assertThat(orders.all).isEmpty();
  }

  @Test
  void terms_are_for_operators() throws Exception {
    PlaceOrder.Line discounted = new PlaceOrder.Line(CHAI, 1, Optional.of(new BigDecimal("0.5")));
    PlaceOrder.Line plain = new PlaceOrder.Line(CHAI, 1, Optional.empty());
    PlaceOrder all =
        new PlaceOrder(
            ANN, List.of(discounted), Optional.of(Money.usd("1.00")), Optional.of("10248"));

    assertThatExceptionOfType(OperatorOnly.class)
        .isThrownBy(() -> place("a", all))
        .satisfies(e -> assertThat(e.field()).isEqualTo("lines[0].discount"));
    assertThatExceptionOfType(OperatorOnly.class)
        .isThrownBy(
            () ->
                place("b", new PlaceOrder(ANN, List.of(plain), Optional.of(Money.usd("0")), null)))
        .satisfies(e -> assertThat(e.field()).isEqualTo("freight"));
    assertThatExceptionOfType(OperatorOnly.class)
        .isThrownBy(() -> place("c", new PlaceOrder(ANN, List.of(plain), null, Optional.of("1"))))
        .satisfies(e -> assertThat(e.field()).isEqualTo("reference"));

    Order order = place("d", all, Caller.OPERATOR);
    assertThat(order.amountDue()).isEqualTo(Money.usd("10.00"));
    assertThat(order.reference()).contains("10248");
  }

  private Order place(String key, PlaceOrder request) throws Exception {
    return place(key, request, Caller.ANONYMOUS);
  }

  private Order place(String key, PlaceOrder request, Caller caller) throws Exception {
    return CallContext.none()
        .withCaller(caller)
        .served(Long.MAX_VALUE, key)
        .call(() -> ordering.place(request));
  }

  private static PlaceOrder units(int quantity) {
    return new PlaceOrder(
        ANN, List.of(new PlaceOrder.Line(CHAI, quantity, Optional.empty())), null, null);
  }

  private static PlaceOrder order(UserId customer, ProductId product) {
    return new PlaceOrder(
        customer, List.of(new PlaceOrder.Line(product, 1, Optional.empty())), null, null);
  }

  private OrderingService service() {
    Accounts accounts =
        only(
            Accounts.class,
            (proxy, method, args) -> {
              UserId id = (UserId) args[0];
              if (!id.equals(ANN)) {
                throw new UserNotFound(id);
              }
              return new User(id, "Ann", Optional.empty());
            });
    Catalog catalog =
        only(
            Catalog.class,
            (proxy, method, args) -> {
              ProductId id = (ProductId) ((List<?>) args[0]).get(0);
              if (id.value() == 2) {
                throw new ProductNotFound(id);
              }
              return List.of(new Quote(id, price, id.value() == 3));
            });
    OrderBook book = new OrderBook(orders);
    return new OrderingService(
        accounts, catalog, inventory, orders, book, new OrderPlacement(inventory, book));
  }

  private static <T> T only(Class<T> contract, InvocationHandler handler) {
    return contract.cast(
        Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract}, handler));
  }
}
