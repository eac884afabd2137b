package dev.cleave.shop.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.money.Money;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogConstraintsTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.01", "18", "999999.99"})
  void prices_within_the_limits_are_fine(String price) {
    assertThat(Violations.of(new PriceChange(Money.usd(price)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0.01", "1000000", "999999999999999.99"})
  void prices_beyond_the_limits_are_refused(String price) {
    assertThat(Violations.of(new PriceChange(Money.usd(price)))).containsExactly("price");
  }

  @Test
  void other_currencies_and_absent_prices_are_refused() {
    Money euro = new Money(BigDecimal.TEN, "EUR");

    assertThat(Violations.of(new PriceChange(euro))).containsExactly("price");
    assertThat(Violations.of(new PriceChange(null))).containsExactly("price");
  }

  @Test
  void a_product_needs_everything() {
    assertThat(Violations.of(new NewProduct(null, null, null, null)))
        .containsExactly("category", "name", "price", "quantityPerUnit");
  }

  @Test
  void a_description_may_be_absent_but_not_blank() {
    assertThat(Violations.of(new NewCategory("Beverages", null))).isEmpty();
    assertThat(Violations.of(new NewCategory("Beverages", Optional.of(" ")))).hasSize(1);
  }
}
