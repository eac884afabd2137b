package dev.cleave.shop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.CallContext;
import dev.cleave.Caller;
import dev.cleave.IdempotencyKeyReused;
import dev.cleave.InvalidRequest;
import dev.cleave.Page;
import dev.cleave.shop.accounts.Accounts;
import dev.cleave.shop.accounts.NewUser;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.Catalog;
import dev.cleave.shop.catalog.Categories;
import dev.cleave.shop.catalog.CategoryId;
import dev.cleave.shop.catalog.NewCategory;
import dev.cleave.shop.catalog.NewProduct;
import dev.cleave.shop.catalog.PriceChange;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.inventory.Inventory;
import dev.cleave.shop.inventory.Receipt;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.OperatorOnly;
import dev.cleave.shop.ordering.Order;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderLine;
import dev.cleave.shop.ordering.OrderNotFound;
import dev.cleave.shop.ordering.OrderStatus;
import dev.cleave.shop.ordering.Ordering;
import dev.cleave.shop.ordering.OutOfStock;
import dev.cleave.shop.ordering.PlaceOrder;
import dev.cleave.shop.ordering.PlaceOrder.Line;
import dev.cleave.shop.ordering.ProductDiscontinued;
import dev.cleave.shop.ordering.UnknownCustomer;
import dev.cleave.shop.ordering.UnknownProduct;
import dev.cleave.shop.payments.Deposit;
import dev.cleave.shop.payments.Payments;
import dev.cleave.shop.shipping.Dispatch;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.ShipmentState;
import dev.cleave.shop.shipping.Shipping;
import dev.cleave.shop.shipping.Units;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.Together;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders go through six modules, which all take the binding but the catalog: it is pinned. */
abstract class OrderingSuite extends ContractSuite {
  private static final UserId NOBODY = new UserId(Integer.MAX_VALUE);
  private static final ProductId NOTHING = new ProductId(Integer.MAX_VALUE);

  @Inject private Accounts accounts;
  @Inject private Catalog catalog;
  @Inject private Categories categories;
  @Inject private Inventory inventory;
  @Inject private Ordering ordering;
  @Inject private Payments payments;
  @Inject private Shipping shipping;
  private UserId customer;
  private ProductId cheap;
  private ProductId dear;

  OrderingSuite(String binding) {
    super(binding, "accounts", "inventory", "ordering", "payments", "shipping");
  }

  @BeforeEach
  void stockTheShop() throws Exception {
    customer = accounts.create(new NewUser("Ann", Optional.empty())).id();
    CategoryId category = categories.create(new NewCategory("Produce", Optional.empty())).id();
    cheap = catalog.create(new NewProduct("Tofu", category, "1 box", Money.usd("0.25"))).id();
    dear = catalog.create(new NewProduct("Saffron", category, "1 g", Money.usd("99.99"))).id();
    inventory.receive(cheap, new Receipt(10));
    inventory.receive(dear, new Receipt(10));
    soon(() -> assertThat(payments.wallet(customer).balance()).isEqualTo(Money.usd("0.00")));
    payments.deposit(customer, new Deposit(Money.usd("1000.00")));
  }

  @Test
  void an_order_is_accepted_at_the_prices_of_the_moment_and_then_carried_out() throws Exception {
    Order order = ordering.place(order(line(cheap, 3), line(dear, 2)));
    catalog.changePrice(cheap, new PriceChange(Money.usd("1")));

    assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
    assertThat(order.customer()).isEqualTo(customer);
    assertThat(order.lines())
        .extracting(OrderLine::amount)
        .containsExactly(Money.usd("0.75"), Money.usd("199.98"));
    assertThat(order.total()).isEqualTo(Money.usd("200.73"));
    assertThat(order.freight()).isEqualTo(Money.usd("0"));
    assertThat(order.amountDue()).isEqualTo(Money.usd("200.73"));
    Order confirmed = becomes(order, OrderStatus.CONFIRMED);
    assertThat(confirmed).usingRecursiveComparison().ignoringFields("status").isEqualTo(order);
    assertStock(cheap, 7);
    assertStock(dear, 8);
    assertWallet("799.27", "200.73");
    assertThat(shipping.shipment(shipment(order)).state()).isEqualTo(ShipmentState.SCHEDULED);
  }

  @Test
  void an_order_that_the_wallet_does_not_cover_is_rejected_and_nothing_of_it_stays()
      throws Exception {
    becomes(ordering.place(order(line(dear, 10))), OrderStatus.CONFIRMED);
    Order rejected = becomes(ordering.place(order(line(cheap, 1))), OrderStatus.REJECTED);

    assertThat(rejected.reason().orElseThrow()).contains("0.10").contains("0.25");
    assertStock(cheap, 10);
    assertWallet("0.10", "999.90");
  }

  @Test
  void discounts_are_rounded_half_even_line_by_line_and_freight_is_added() throws Exception {
    // 0.25 × 3 × 0.9 = 0.675 and 0.25 × 1 × 0.9 = 0.225: a tie goes to the even cent.
    Order three = asOperator(terms("0.1", 3));
    Order one = asOperator(terms("0.1", 1));

    assertThat(three.lines().get(0).amount()).isEqualTo(Money.usd("0.68"));
    assertThat(one.lines().get(0).amount()).isEqualTo(Money.usd("0.22"));
    assertThat(one.lines().get(0).discount()).isEqualByComparingTo("0.1");
    assertThat(one.amountDue()).isEqualTo(Money.usd("5.72"));
    assertThat(one.reference()).contains("PO-1");
  }

  @Test
  void terms_are_for_operators_alone() {
    assertThatExceptionOfType(OperatorOnly.class)
        .isThrownBy(
            () ->
                CallContext.none()
                    .withCaller(Caller.ANONYMOUS)
                    .call(() -> ordering.place(terms("0.1", 1))));
  }

  @Test
  void an_order_that_cannot_be_filled_leaves_nothing_behind() throws Exception {
    catalog.discontinue(dear);
    assertThatExceptionOfType(OutOfStock.class)
        .isThrownBy(() -> ordering.place(order(line(cheap, 11))))
        .satisfies(
            e -> {
              assertThat(e.product()).isEqualTo(cheap);
              assertThat(e.requested()).isEqualTo(11);
              assertThat(e.available()).isEqualTo(10);
            });
    assertThatExceptionOfType(ProductDiscontinued.class)
        .isThrownBy(() -> ordering.place(order(line(cheap, 1), line(dear, 1))))
        .satisfies(e -> assertThat(e.product()).isEqualTo(dear));
    assertThatExceptionOfType(UnknownProduct.class)
        .isThrownBy(() -> ordering.place(order(line(cheap, 1), line(NOTHING, 1))))
        .satisfies(e -> assertThat(e.product()).isEqualTo(NOTHING));
    assertThatExceptionOfType(UnknownCustomer.class)
        .isThrownBy(() -> ordering.place(orderOf(NOBODY, List.of(line(cheap, 1)))));
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> ordering.place(order(line(cheap, 1), line(cheap, 1))));

    assertStock(cheap, 10);
    assertStock(dear, 10);
    assertThat(ordering.orders(customer, 1, 10).items()).isEmpty();
  }

  @Test
  void however_many_order_at_once_no_unit_is_sold_twice() throws Exception {
    List<Object> outcomes = Together.run(12, i -> () -> ordering.place(order(line(cheap, 3))));

    assertThat(outcomes)
        .allMatch(outcome -> outcome instanceof Order || outcome instanceof OutOfStock);
    soon(
        () ->
            assertThat(ordering.orders(customer, 1, 100).items())
                .extracting(Order::status)
                .doesNotContain(OrderStatus.PENDING));
    List<Order> orders = ordering.orders(customer, 1, 100).items();
    assertThat(orders).filteredOn(o -> o.status() == OrderStatus.CONFIRMED).hasSize(3);
    assertThat(orders)
        .filteredOn(o -> o.status() != OrderStatus.CONFIRMED)
        .allMatch(o -> o.status() == OrderStatus.REJECTED)
        .allMatch(o -> o.reason().orElseThrow().contains("3 units were asked for"));
    assertThat(orders).hasSameSizeAs(outcomes.stream().filter(Order.class::isInstance).toList());
    assertStock(cheap, 1);
    assertWallet("997.75", "2.25");
  }

  @Test
  void an_order_repeated_with_its_key_is_one_order() throws Exception {
    CallContext keyed = CallContext.none().withIdempotencyKey(UUID.randomUUID().toString());
    Order first = keyed.call(() -> ordering.place(order(line(cheap, 3))));
    Order second = keyed.call(() -> ordering.place(order(line(cheap, 3))));

    assertThat(second).isEqualTo(first);
    assertThatExceptionOfType(IdempotencyKeyReused.class)
        .isThrownBy(() -> keyed.call(() -> ordering.place(order(line(cheap, 4)))));
    Order confirmed = becomes(first, OrderStatus.CONFIRMED);
    assertStock(cheap, 7);
    assertThat(ordering.orders(customer, 1, 10).items()).containsExactly(confirmed);
  }

  @Test
  void a_cancelled_order_gives_units_and_money_back_once() throws Exception {
    Order order = ordering.place(order(line(cheap, 3)));
    becomes(order, OrderStatus.CONFIRMED);

    assertThat(ordering.cancel(order.id()).status()).isEqualTo(OrderStatus.CANCELLING);
    becomes(order, OrderStatus.CANCELLED);
    assertStock(cheap, 10);
    assertWallet("1000.00", "0.00");
    assertThat(shipping.shipment(shipment(order)).state()).isEqualTo(ShipmentState.CANCELLED);
    assertThat(ordering.cancel(order.id()).status()).isEqualTo(OrderStatus.CANCELLED);
    assertStock(cheap, 10);
    assertThat(ordering.order(order.id()).status()).isEqualTo(OrderStatus.CANCELLED);
    assertThatExceptionOfType(OrderNotFound.class)
        .isThrownBy(() -> ordering.cancel(new OrderId(UUID.randomUUID())));
  }

  @Test
  void an_order_cancelled_at_once_is_undone_however_far_it_was() throws Exception {
    Order order = ordering.place(order(line(cheap, 3)));
    ordering.cancel(order.id());

    becomes(order, OrderStatus.CANCELLED);
    assertStock(cheap, 10);
    assertWallet("1000.00", "0.00");
  }

  @Test
  void an_order_of_which_something_was_sent_stays_confirmed() throws Exception {
    Order order = ordering.place(order(line(cheap, 3)));
    becomes(order, OrderStatus.CONFIRMED);
    shipping.dispatch(shipment(order), new Dispatch(List.of(new Units(cheap, 1)), null));
    ordering.cancel(order.id());

    soon(() -> assertThat(ordering.order(order.id()).reason()).isPresent());
    assertThat(ordering.order(order.id()).status()).isEqualTo(OrderStatus.CONFIRMED);
    assertThat(ordering.order(order.id()).reason().orElseThrow()).contains("was sent");
    assertStock(cheap, 7);
    assertWallet("999.25", "0.75");
  }

  @Test
  void a_customers_orders_come_newest_first_in_pages() throws Exception {
    for (int i = 1; i <= 3; i++) {
      ordering.place(order(line(cheap, i)));
    }
    Page<Order> newest = ordering.orders(customer, 1, 2);
    Page<Order> oldest = ordering.orders(customer, 2, 2);

    assertThat(newest.items())
        .extracting(order -> order.lines().get(0).quantity())
        .containsExactly(3, 2);
    assertThat(newest.hasNext()).isTrue();
    assertThat(oldest.items())
        .extracting(order -> order.lines().get(0).quantity())
        .containsExactly(1);
    assertThat(oldest.hasNext()).isFalse();
    assertThat(ordering.orders(NOBODY, 1, 10).items()).isEmpty();
  }

  private Order asOperator(PlaceOrder order) throws Exception {
    return CallContext.none().withCaller(Caller.OPERATOR).call(() -> ordering.place(order));
  }

  private PlaceOrder terms(String discount, int quantity) {
    Line line = new Line(cheap, quantity, Optional.of(new BigDecimal(discount)));
    return new PlaceOrder(
        customer, List.of(line), Optional.of(Money.usd("5.50")), Optional.of("PO-1"));
  }

  private PlaceOrder order(Line... lines) {
    return orderOf(customer, List.of(lines));
  }

  private static PlaceOrder orderOf(UserId customer, List<Line> lines) {
    return new PlaceOrder(customer, lines, Optional.empty(), Optional.empty());
  }

  private static Line line(ProductId product, int quantity) {
    return new Line(product, quantity, Optional.empty());
  }

  private interface Claim {
    void holds() throws Exception;
  }

  /** What other modules do with it is done a moment later. */
  private static void soon(Claim claim) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .untilAsserted(claim::holds);
  }

  private Order becomes(Order order, OrderStatus status) throws Exception {
    soon(() -> assertThat(ordering.order(order.id()).status()).isEqualTo(status));
    return ordering.order(order.id());
  }

  private static ShipmentId shipment(Order order) {
    return new ShipmentId(order.id().value());
  }

  private void assertWallet(String balance, String paid) throws Exception {
    assertThat(payments.wallet(customer).balance()).isEqualTo(Money.usd(balance));
    assertThat(payments.wallet(customer).held()).isEqualTo(Money.usd("0.00"));
    assertThat(payments.wallet(customer).paid()).isEqualTo(Money.usd(paid));
  }

  private void assertStock(ProductId product, int onHand) throws Exception {
    assertThat(inventory.stock(product).onHand()).isEqualTo(onHand);
    assertThat(inventory.stock(product).reserved()).isZero();
  }
}
