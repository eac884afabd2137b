package dev.cleave.shop.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  @Provide
  Arbitrary<Money> amounts() {
    return Arbitraries.longs()
        .between(-1_000_000_00L, 1_000_000_00L)
        .map(cents -> new Money(BigDecimal.valueOf(cents, 2), "USD"));
  }

  @Provide
  Arbitrary<BigDecimal> factors() {
    return Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.valueOf(2)).ofScale(4);
  }

  @Property(tries = 300)
  void a_sum_does_not_depend_on_the_order(
      @ForAll @Size(min = 1, max = 50) List<@net.jqwik.api.From("amounts") Money> amounts,
      @ForAll Random random) {
    List<Money> shuffled = new ArrayList<>(amounts);
    Collections.shuffle(shuffled, random);

    assertThat(shuffled.stream().reduce(Money::plus))
        .isEqualTo(amounts.stream().reduce(Money::plus));
  }

  @Property(tries = 300)
  void a_multiple_is_that_many_times_added(
      @ForAll("amounts") Money money, @ForAll @IntRange(min = 1, max = 50) int times) {
    assertThat(money.times(times))
        .isEqualTo(Collections.nCopies(times, money).stream().reduce(Money::plus).orElseThrow());
  }

  @Property
  void rounding_goes_to_the_nearest_cent_and_a_tie_to_the_even_one(
      @ForAll("amounts") Money money, @ForAll("factors") BigDecimal factor) {
    BigDecimal rounded = money.timesRoundedHalfEven(factor).amount();
    BigDecimal error = money.amount().multiply(factor).subtract(rounded).abs();
    BigDecimal half = new BigDecimal("0.005");

    assertThat(error).isLessThanOrEqualTo(half);
    if (error.compareTo(half) == 0) {
      assertThat(rounded.unscaledValue().mod(BigInteger.TWO)).isEqualTo(BigInteger.ZERO);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.25, 0.5, 0.12", "0.27, 0.5, 0.14", "0.75, 0.5, 0.38", "-0.25, 0.5, -0.12"})
  void half_a_cent_is_rounded_to_even(String amount, BigDecimal factor, String rounded) {
    assertThat(Money.usd(amount).timesRoundedHalfEven(factor)).isEqualTo(Money.usd(rounded));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1.50", "1.500", "15E-1"})
  void equal_amounts_are_the_same_money_however_written(String amount) {
    assertThat(Money.usd(amount)).isEqualTo(Money.usd("1.50")).hasToString("1.50 USD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.001", "1E-9", "1E-999999999", "1000000000000000", "1E+999999999"})
  void digits_that_would_be_lost_are_refused_and_at_once(String amount) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.usd(amount))
                .withMessageContaining("digits"));
  }

  @Test
  void zero_of_any_exponent_is_zero() {
    assertThat(new Money(new BigDecimal("0E+999999999"), "USD")).isEqualTo(Money.usd("0.00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"usd", "XXX", "JPY", "KWD", "", "dollars"})
  void only_currencies_counted_in_hundredths_are_money(String currency) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Money(BigDecimal.ONE, currency));
  }

  @Test
  void an_absent_amount_or_currency_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Money(null, "USD"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Money(BigDecimal.ONE, null));
  }

  @Test
  void currencies_are_not_mixed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.usd("1").plus(new Money(BigDecimal.ONE, "EUR")))
        .withMessageContaining("convert");
  }

  @Test
  void a_bound_includes_both_ends_and_refuses_other_currencies() {
    AmountBetween.Validator validator = new AmountBetween.Validator();
    validator.initialize(
        Bounded.class.getRecordComponents()[0].getAccessor().getAnnotation(AmountBetween.class));

    assertThat(validator.isValid(Money.usd("0.01"), null)).isTrue();
    assertThat(validator.isValid(Money.usd("2.00"), null)).isTrue();
    assertThat(validator.isValid(null, null)).isTrue();
    assertThat(validator.isValid(Money.usd("0.00"), null)).isFalse();
    assertThat(validator.isValid(Money.usd("2.01"), null)).isFalse();
    assertThat(validator.isValid(new Money(BigDecimal.ONE, "EUR"), null)).isFalse();
  }

  private record Bounded(
      @AmountBetween(min = "0.01", max = "2.00", currency = "USD") Money amount) {}
}
