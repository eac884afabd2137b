package dev.cleave.shop.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.catalog.CategoryId;
import dev.cleave.shop.catalog.PricePoint;
import dev.cleave.shop.catalog.Product;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.money.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PricedProductTest {
  private static final Instant NOON = Instant.parse("1998-05-06T12:00:00.123456789Z");

  private final PricedProduct chai =
      new PricedProduct(
          new Product(
              new ProductId(1), "Chai", new CategoryId(1), "10 boxes", Money.usd("18"), false));

  @Test
  void a_new_price_is_to_be_remembered_from_that_microsecond() {
    assertThat(chai.changePrice(Money.usd("19"), NOON))
        .contains(new PricePoint(Money.usd("19"), Instant.parse("1998-05-06T12:00:00.123456Z")));
    assertThat(chai.price()).isEqualTo(Money.usd("19"));
  }

  @Test
  void the_price_it_has_leaves_no_trace_however_it_is_written() {
    assertThat(chai.changePrice(Money.usd("18.000"), NOON)).isEmpty();
    assertThat(chai.price()).isEqualTo(Money.usd("18"));
  }

  @Test
  void discontinuing_is_for_good_and_keeps_the_rest() {
    chai.discontinue();
    chai.discontinue();
    chai.changePrice(Money.usd("17"), NOON);

    assertThat(chai.toProduct())
        .isEqualTo(
            new Product(
                new ProductId(1), "Chai", new CategoryId(1), "10 boxes", Money.usd("17"), true));
    assertThat(chai.quote().discontinued()).isTrue();
  }
}
