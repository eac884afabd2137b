package dev.cleave.shop.shipping;

import dev.cleave.shop.catalog.ProductId;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** No two lines name the same product. */
@Documented
@Constraint(validatedBy = EachProductOnce.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface EachProductOnce {
  String message() default "must not name a product twice: add up the quantities";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Leaves absent lines and products to their own constraints. */
  final class Validator implements ConstraintValidator<EachProductOnce, List<Units>> {
    @Override
    public boolean isValid(List<Units> lines, ConstraintValidatorContext context) {
      Set<ProductId> seen = new HashSet<>();
      return lines == null
          || lines.stream()
              .filter(Objects::nonNull)
              .map(Units::product)
              .filter(Objects::nonNull)
              .allMatch(seen::add);
    }
  }
}
