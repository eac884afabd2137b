package dev.cleave.shop.shipping;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** What the constraints of a contract say about a value. */
final class Violations {
  private static final Validator VALIDATOR =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();

  private Violations() {}

  /** The paths of the broken constraints, sorted. */
  static List<String> of(Object value) {
    return VALIDATOR.validate(value).stream()
        .map(violation -> violation.getPropertyPath().toString())
        .sorted()
        .toList();
  }
}
