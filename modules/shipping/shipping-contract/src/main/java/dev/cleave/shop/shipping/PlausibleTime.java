package dev.cleave.shop.shipping;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.Instant;

/** Something that happened: not before 1900, nor more than a day after now by any clock. */
@Documented
@Constraint(validatedBy = PlausibleTime.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface PlausibleTime {
  String message() default "must lie between 1900 and now";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** The day forgives clocks that differ. */
  final class Validator implements ConstraintValidator<PlausibleTime, Instant> {
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Duration TOLERANCE = Duration.ofDays(1);

    @Override
    public boolean isValid(Instant time, ConstraintValidatorContext context) {
      return time == null
          || (!time.isBefore(EARLIEST) && !time.isAfter(Instant.now().plus(TOLERANCE)));
    }
  }
}
