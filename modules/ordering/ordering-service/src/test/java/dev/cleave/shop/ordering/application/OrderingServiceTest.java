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

class OrderingServiceTest {
  private static final UserId ANN = new UserId(1);
  private static final ProductId CHAI = new ProductId(1);

  private final OrderingModule module = new OrderingModule();
  private Money price = Money.usd("18.00");
  private final OrderingService ordering = service();

  @Test
  void an_order_is_accepted_at_the_price_of_the_moment_before_anything_is_done_for_it()
      throws Exception {
    Order order = place("k", units(4));

    assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
    assertThat(order.amountDue()).isEqualTo(Money.usd("72.00"));
    assertThat(module.inventory.available).isEqualTo(OrderingModule.STOCK);
    assertThat(module.announced.names()).containsExactly("OrderPlaced");
  }

  @Test
  void its_checkout_sells_the_units_takes_the_money_and_schedules_the_shipment() throws Exception {
    Order order = place("k", units(4));
    module.sagas.run();

    assertThat(ordering.order(order.id()).status()).isEqualTo(OrderStatus.CONFIRMED);
    module.assertCarriedOut(order.id(), 4, "72.00");
    assertThat(module.announced.names()).containsExactly("OrderPlaced", "OrderConfirmed");
  }

  @Test
  void a_repeat_under_its_key_returns_the_same_order_and_takes_nothing() throws Exception {
    Order order = place("k", units(4));
    price = Money.usd("20.00");

    assertThat(place("k", units(4))).isEqualTo(order);
    module.sagas.run();
    assertThat(place("k", units(4))).isEqualTo(ordering.order(order.id()));
    assertThat(module.inventory.available).isEqualTo(6);
    assertThat(module.announced.names()).containsOnlyOnce("OrderPlaced");
  }

  @Test
  void another_order_under_the_same_key_is_refused() throws Exception {
    place("k", units(4));

    assertThatExceptionOfType(IdempotencyKeyReused.class).isThrownBy(() -> place("k", units(5)));
    assertThat(module.orders.all).hasSize(1);
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

    assertThat(module.inventory.available).isEqualTo(OrderingModule.STOCK);
    assertThat(module.orders.all).isEmpty();
    assertThat(module.sagas.open()).isZero();
    assertThat(module.announced.events).isEmpty();
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
    return new OrderingService(accounts, catalog, module.inventory, module.orders, module.book);
  }

  private static <T> T only(Class<T> contract, InvocationHandler handler) {
    return contract.cast(
        Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract}, handler));
  }
}
