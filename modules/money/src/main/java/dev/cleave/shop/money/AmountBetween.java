package dev.cleave.shop.money;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;

/** Money of one currency between two amounts, both included. Absent money is allowed. */
@Documented
@Constraint(validatedBy = AmountBetween.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface AmountBetween {
  /** The least amount, as a decimal. */
  String min();

  /** The greatest amount, as a decimal. */
  String max();

  /** The currency asked for, by its ISO 4217 code. */
  String currency();

  String message() default "must be between {min} and {max} {currency}";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Compares amounts, and refuses other currencies. */
  final class Validator implements ConstraintValidator<AmountBetween, Money> {
    private BigDecimal min;
    private BigDecimal max;
    private String currency;

    @Override
    public void initialize(AmountBetween bounds) {
      min = new BigDecimal(bounds.min());
      max = new BigDecimal(bounds.max());
      currency = bounds.currency();
    }

    @Override
    public boolean isValid(Money money, ConstraintValidatorContext context) {
      return money == null
          || (money.currency().equals(currency)
              && money.amount().compareTo(min) >= 0
              && money.amount().compareTo(max) <= 0);
    }
  }
}
