package dev.cleave.shop.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An exact amount of money with two decimal places.
 *
 * <p>Equal if amount and currency are equal; since the scale is always two, {@code 1.5} and {@code
 * 1.50} are the same money. Nothing is ever rounded silently: only {@link
 * #timesRoundedHalfEven(BigDecimal)} rounds.
 *
 * @param amount at most 15 digits before the decimal point and at most 2 after it (trailing zeros
 *     do not count); kept with scale 2
 * @param currency the ISO 4217 code of a currency with two decimal places, such as {@code USD}
 */
public record Money(BigDecimal amount, String currency) {
  /** Digits after the decimal point. */
  public static final int SCALE = 2;

  private static final int MAX_INTEGER_DIGITS = 15;
  private static final int MAX_GIVEN_SCALE = 40;

  /**
   * @throws IllegalArgumentException if the amount has more digits than allowed, or the currency is
   *     unknown or not counted in hundredths
   */
  public Money {
    requireHundredths(currency);
    amount = exact(amount);
  }

  /** US dollars, such as {@code Money.usd("12.50")}. */
  public static Money usd(String amount) {
    return new Money(new BigDecimal(amount), "USD");
  }

  /**
   * The sum.
   *
   * @throws IllegalArgumentException if the currencies differ or the sum has too many digits
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "cannot add %s to %s: convert one of them first".formatted(other, this));
    }
    return new Money(amount.add(other.amount), currency);
  }

  /**
   * The exact multiple.
   *
   * @throws IllegalArgumentException if it has too many digits
   */
  public Money times(int factor) {
    return new Money(amount.multiply(BigDecimal.valueOf(factor)), currency);
  }

  /**
   * The product, rounded to hundredths; a tie goes to the even neighbour, so that rounding many
   * amounts does not drift ({@code 0.125} becomes {@code 0.12}, {@code 0.135} becomes {@code
   * 0.14}).
   *
   * @throws IllegalArgumentException if it has too many digits
   */
  public Money timesRoundedHalfEven(BigDecimal factor) {
    return new Money(amount.multiply(factor).setScale(SCALE, RoundingMode.HALF_EVEN), currency);
  }

  /** Such as {@code 12.50 USD}. */
  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }

  private static BigDecimal exact(BigDecimal amount) {
    if (amount == null) {
      throw new IllegalArgumentException("money needs an amount");
    }
    if (amount.signum() == 0) {
      return BigDecimal.ZERO.setScale(SCALE);
    }
    // Look at the exponent before rescaling: 1E+999999999 has a billion digits once written out.
    if ((long) amount.precision() - amount.scale() > MAX_INTEGER_DIGITS) {
      throw new IllegalArgumentException(
          "an amount has at most " + MAX_INTEGER_DIGITS + " digits before the decimal point");
    }
    try {
      if (amount.scale() <= MAX_GIVEN_SCALE) {
        return amount.setScale(SCALE, RoundingMode.UNNECESSARY);
      }
    } catch (ArithmeticException e) {
      // It has digits beyond the second place: refused below.
    }
    throw new IllegalArgumentException(
        "an amount has at most " + SCALE + " digits after the decimal point");
  }

  private static void requireHundredths(String currency) {
    if (currency == null) {
      throw new IllegalArgumentException("money needs a currency, such as USD");
    }
    int digits;
    try {
      digits = Currency.getInstance(currency).getDefaultFractionDigits();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "unknown currency: use a code of ISO 4217 in capitals, such as USD", e);
    }
    if (digits != SCALE) {
      throw new IllegalArgumentException(currency + " is not counted in hundredths");
    }
  }
}
