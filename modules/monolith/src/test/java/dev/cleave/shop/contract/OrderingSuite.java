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
import dev.cleave.test.ContractSuite;
import dev.cleave.test.Together;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders go through four modules, which all take the binding but the catalog: it is pinned. */
abstract class OrderingSuite extends ContractSuite {
  private static final UserId NOBODY = new UserId(Integer.MAX_VALUE);
  private static final ProductId NOTHING = new ProductId(Integer.MAX_VALUE);

  @Inject private Accounts accounts;
  @Inject private Catalog catalog;
  @Inject private Categories categories;
  @Inject private Inventory inventory;
  @Inject private Ordering ordering;
  private UserId customer;
  private ProductId cheap;
  private ProductId dear;

  OrderingSuite(String binding) {
    super(binding, "accounts", "inventory", "ordering");
  }

  @BeforeEach
  void stockTheShop() throws Exception {
    customer = accounts.create(new NewUser("Ann", Optional.empty())).id();
    CategoryId category = categories.create(new NewCategory("Produce", Optional.empty())).id();
    cheap = catalog.create(new NewProduct("Tofu", category, "1 box", Money.usd("0.25"))).id();
    dear = catalog.create(new NewProduct("Saffron", category, "1 g", Money.usd("99.99"))).id();
    inventory.receive(cheap, new Receipt(10));
    inventory.receive(dear, new Receipt(10));
  }

  @Test
  void an_order_takes_its_units_at_the_prices_of_the_moment() throws Exception {
    Order order = ordering.place(order(line(cheap, 3), line(dear, 2)));
    catalog.changePrice(cheap, new PriceChange(Money.usd("1")));

    assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
    assertThat(order.customer()).isEqualTo(customer);
    assertThat(order.lines())
        .extracting(OrderLine::amount)
        .containsExactly(Money.usd("0.75"), Money.usd("199.98"));
    assertThat(order.total()).isEqualTo(Money.usd("200.73"));
    assertThat(order.freight()).isEqualTo(Money.usd("0"));
    assertThat(order.amountDue()).isEqualTo(Money.usd("200.73"));
    assertThat(ordering.order(order.id())).isEqualTo(order);
    assertStock(cheap, 7);
    assertStock(dear, 8);
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

    assertThat(outcomes).filteredOn(Order.class::isInstance).hasSize(3);
    assertThat(outcomes).filteredOn(OutOfStock.class::isInstance).hasSize(9);
    assertStock(cheap, 1);
    assertThat(ordering.orders(customer, 1, 100).items()).hasSize(3);
  }

  @Test
  void an_order_repeated_with_its_key_is_one_order() throws Exception {
    CallContext keyed = CallContext.none().withIdempotencyKey(UUID.randomUUID().toString());
    Order first = keyed.call(() -> ordering.place(order(line(cheap, 3))));
    Order second = keyed.call(() -> ordering.place(order(line(cheap, 3))));

    assertThat(second).isEqualTo(first);
    assertThatExceptionOfType(IdempotencyKeyReused.class)
        .isThrownBy(() -> keyed.call(() -> ordering.place(order(line(cheap, 4)))));
    assertStock(cheap, 7);
    assertThat(ordering.orders(customer, 1, 10).items()).containsExactly(first);
  }

  @Test
  void a_cancelled_order_gives_its_units_back_once() throws Exception {
    Order order = ordering.place(order(line(cheap, 3)));

    assertThat(ordering.cancel(order.id()).status()).isEqualTo(OrderStatus.CANCELLED);
    assertStock(cheap, 10);
    assertThat(ordering.cancel(order.id()).status()).isEqualTo(OrderStatus.CANCELLED);
    assertStock(cheap, 10);
    assertThat(ordering.order(order.id()).status()).isEqualTo(OrderStatus.CANCELLED);
    assertThatExceptionOfType(OrderNotFound.class)
        .isThrownBy(() -> ordering.cancel(new OrderId(UUID.randomUUID())));
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

  private void assertStock(ProductId product, int onHand) throws Exception {
    assertThat(inventory.stock(product).onHand()).isEqualTo(onHand);
    assertThat(inventory.stock(product).reserved()).isZero();
  }
}
