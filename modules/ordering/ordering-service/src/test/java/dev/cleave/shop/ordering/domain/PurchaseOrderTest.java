package dev.cleave.shop.ordering.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.catalog.Quote;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.Order;
import dev.cleave.shop.ordering.OrderLine;
import dev.cleave.shop.ordering.OrderStatus;
import dev.cleave.shop.ordering.PlaceOrder;
import dev.cleave.shop.ordering.ProductDiscontinued;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseOrderTest {
  private static final Instant NOW = Instant.parse("1998-05-06T12:00:00.123456789Z");

  /** A line to be ordered and its price. */
  record Priced(int quantity, BigDecimal discount, Money price) {}

  @Provide
  Arbitrary<List<Priced>> baskets() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 100_000),
            Arbitraries.integers().between(0, 9_999).map(points -> BigDecimal.valueOf(points, 4)),
            Arbitraries.integers()
                .between(1, 99_999_999)
                .map(cents -> new Money(BigDecimal.valueOf(cents, 2), "USD")))
        .as(Priced::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Property(tries = 500)
  void amounts_are_rounded_once_per_line_and_then_only_added(@ForAll("baskets") List<Priced> basket)
      throws Exception {
    Order order = draft(basket, Optional.of(Money.usd("32.38"))).toOrder();

    BigDecimal total = BigDecimal.ZERO;
    for (Priced line : basket) {
      total =
          total.add(
              line.price()
                  .amount()
                  .multiply(BigDecimal.valueOf(line.quantity()))
                  .multiply(BigDecimal.ONE.subtract(line.discount()))
                  .setScale(2, RoundingMode.HALF_EVEN));
    }
    assertThat(order.total().amount()).isEqualByComparingTo(total);
    assertThat(order.amountDue()).isEqualTo(order.total().plus(order.freight()));
    assertThat(order.lines().stream().map(OrderLine::amount).reduce(Money::plus))
        .contains(order.total());
  }

  @Test
  void the_largest_order_the_contract_allows_can_be_counted() throws Exception {
    Priced largest = new Priced(100_000, BigDecimal.ZERO, Money.usd("999999.99"));
    List<Priced> basket = java.util.Collections.nCopies(500, largest);

    assertThat(draft(basket, Optional.of(Money.usd("999999.99"))).amountDue())
        .isEqualTo(Money.usd("50000000499999.99"));
  }

  @ParameterizedTest
  @CsvSource({
    "12, 14.00, 0, 168.00",
    "40, 7.70, 0.05, 292.60",
    "1, 0.05, 0.5, 0.02",
    "1, 0.15, 0.5, 0.08",
    "3, 0.01, 0.9999, 0.00"
  })
  void a_line_costs(int quantity, String price, BigDecimal discount, String amount)
      throws Exception {
    PurchaseOrder order =
        draft(List.of(new Priced(quantity, discount, Money.usd(price))), Optional.empty());

    assertThat(order.total()).isEqualTo(Money.usd(amount));
    assertThat(order.freight()).isEqualTo(Money.usd("0"));
  }

  @Test
  void a_discontinued_product_is_not_sold() {
    PlaceOrder request = request(List.of(new Priced(1, BigDecimal.ZERO, null)), Optional.empty());
    Quote quote = new Quote(new ProductId(1), Money.usd("1"), true);

    assertThatExceptionOfType(ProductDiscontinued.class)
        .isThrownBy(
            () ->
                PurchaseOrder.draft(OrderKey.orderPlacedUnder("k"), request, List.of(quote), NOW));
  }

  @Test
  void it_goes_the_ways_that_the_contract_states() throws Exception {
    assertThat(one().confirmed().status()).isEqualTo(OrderStatus.CONFIRMED);
    assertThat(one().rejected("no money").status()).isEqualTo(OrderStatus.REJECTED);
    assertThat(one().rejected("no money").toOrder().reason()).contains("no money");
    assertThat(one().cancelling().cancelled().status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(one().confirmed().cancelling().cancelled().status())
        .isEqualTo(OrderStatus.CANCELLED);
    PurchaseOrder kept = one().confirmed().cancelling().kept("it was sent");
    assertThat(kept.status()).isEqualTo(OrderStatus.CONFIRMED);
    assertThat(kept.reason()).contains("it was sent");
    assertThat(kept.cancelling().reason()).isEmpty();
  }

  @Test
  void and_no_others() throws Exception {
    PurchaseOrder pending = one();
    PurchaseOrder cancelled = pending.cancelling().cancelled();
    PurchaseOrder rejected = pending.rejected("no money");

    assertThatIllegalStateException().isThrownBy(pending.cancelling()::confirmed);
    assertThatIllegalStateException().isThrownBy(pending::cancelled);
    assertThatIllegalStateException().isThrownBy(() -> pending.kept("why"));
    assertThatIllegalStateException().isThrownBy(cancelled::confirmed);
    assertThatIllegalStateException().isThrownBy(cancelled::cancelling);
    assertThatIllegalStateException().isThrownBy(() -> cancelled.rejected("why"));
    assertThatIllegalStateException().isThrownBy(rejected::confirmed);
    assertThatIllegalStateException().isThrownBy(rejected::cancelling);
    assertThatIllegalStateException().isThrownBy(() -> pending.confirmed().rejected("why"));
  }

  @Test
  void a_reason_is_cut_to_what_is_kept() throws Exception {
    assertThat(one().rejected("x".repeat(2000)).reason().orElseThrow()).hasSize(1000);
  }

  @Test
  void it_answers_the_request_it_was_made_for_and_no_other() throws Exception {
    Priced line = new Priced(2, new BigDecimal("0.1"), Money.usd("1"));
    PurchaseOrder order = draft(List.of(line), Optional.empty());

    assertThat(order.answers(request(List.of(line), Optional.empty()))).isTrue();
    assertThat(order.answers(request(List.of(line), Optional.of(Money.usd("0"))))).isTrue();
    assertThat(order.answers(request(List.of(line), Optional.of(Money.usd("1"))))).isFalse();
    assertThat(order.answers(request(List.of(line, line), Optional.empty()))).isFalse();
    assertThat(
            order.answers(
                request(List.of(new Priced(2, BigDecimal.ZERO, Money.usd("1"))), Optional.empty())))
        .isFalse();
  }

  @Test
  void times_are_kept_to_the_microsecond() throws Exception {
    assertThat(one().placedAt()).isEqualTo(Instant.parse("1998-05-06T12:00:00.123456Z"));
  }

  @Test
  void an_order_id_follows_from_the_key() {
    assertThat(OrderKey.orderPlacedUnder("a")).isEqualTo(OrderKey.orderPlacedUnder("a"));
    assertThat(OrderKey.orderPlacedUnder("a")).isNotEqualTo(OrderKey.orderPlacedUnder("b"));
  }

  private static PurchaseOrder one() throws ProductDiscontinued {
    return draft(List.of(new Priced(1, BigDecimal.ZERO, Money.usd("1"))), Optional.empty());
  }

  private static PurchaseOrder draft(List<Priced> basket, Optional<Money> freight)
      throws ProductDiscontinued {
    List<Quote> quotes = new ArrayList<>();
    for (int i = 0; i < basket.size(); i++) {
      quotes.add(new Quote(new ProductId(i + 1), basket.get(i).price(), false));
    }
    return PurchaseOrder.draft(
        OrderKey.orderPlacedUnder("k"), request(basket, freight), quotes, NOW);
  }

  private static PlaceOrder request(List<Priced> basket, Optional<Money> freight) {
    List<PlaceOrder.Line> lines = new ArrayList<>();
    for (int i = 0; i < basket.size(); i++) {
      lines.add(
          new PlaceOrder.Line(
              new ProductId(i + 1),
              basket.get(i).quantity(),
              Optional.of(basket.get(i).discount())));
    }
    return new PlaceOrder(new UserId(1), lines, freight, Optional.empty());
  }
}
