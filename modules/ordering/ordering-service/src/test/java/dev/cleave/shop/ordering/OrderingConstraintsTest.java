package dev.cleave.shop.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.money.Money;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderingConstraintsTest {
  private static final PlaceOrder.Line LINE =
      new PlaceOrder.Line(new ProductId(1), 1, Optional.empty());

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.15", "0.0000", "0.9999"})
  void discounts_within_the_limits_are_fine(BigDecimal discount) {
    assertThat(Violations.of(discounted(discount))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.01", "1", "1.5", "0.15001", "1E-999999999", "1E+999999999"})
  void discounts_beyond_the_limits_are_refused(BigDecimal discount) {
    assertThat(Violations.of(discounted(discount))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 100_001})
  void quantities_beyond_the_limits_are_refused(int quantity) {
    PlaceOrder.Line line = new PlaceOrder.Line(new ProductId(1), quantity, null);

    assertThat(Violations.of(order(List.of(line)))).containsExactly("lines[0].quantity");
  }

  @Test
  void an_order_needs_a_customer_and_lines() {
    assertThat(Violations.of(new PlaceOrder(null, null, null, null)))
        .containsExactly("customer", "lines");
    assertThat(Violations.of(order(Collections.singletonList(null)))).hasSize(1);
  }

  @Test
  void a_product_is_named_once() {
    assertThat(Violations.of(order(List.of(LINE, LINE)))).containsExactly("lines");
  }

  @Test
  void freight_may_be_nothing_but_not_less() {
    assertThat(Violations.of(withFreight("0.00"))).isEmpty();
    assertThat(Violations.of(withFreight("-0.01"))).hasSize(1);
    assertThat(Violations.of(withFreight("1000000"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "123456789012345678901234567890123456789012345678901"})
  void a_reference_is_a_short_line(String reference) {
    assertThat(
            Violations.of(
                new PlaceOrder(
                    new UserId(1), List.of(LINE), Optional.empty(), Optional.of(reference))))
        .isNotEmpty();
  }

  private static PlaceOrder discounted(BigDecimal discount) {
    return order(List.of(new PlaceOrder.Line(new ProductId(1), 1, Optional.of(discount))));
  }

  private static PlaceOrder withFreight(String freight) {
    return new PlaceOrder(
        new UserId(1), List.of(LINE), Optional.of(Money.usd(freight)), Optional.empty());
  }

  private static PlaceOrder order(List<PlaceOrder.Line> lines) {
    return new PlaceOrder(new UserId(1), lines, Optional.empty(), Optional.empty());
  }
}
