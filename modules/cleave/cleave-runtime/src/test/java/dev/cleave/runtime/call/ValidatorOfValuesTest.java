package dev.cleave.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Positive;
import java.lang.annotation.ElementType;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;

class ValidatorOfValuesTest {
  record Line(@Positive int quantity) {}

  record Order(@Valid List<Line> lines) {}

  /** As a server's would, were all values entities whose parts are not loaded. */
  private static final class NothingIsLoaded implements TraversableResolver {
    @Override
    public boolean isReachable(
        Object value, Path.Node property, Class<?> root, Path path, ElementType type) {
      return false;
    }

    @Override
    public boolean isCascadable(
        Object value, Path.Node property, Class<?> root, Path path, ElementType type) {
      return false;
    }
  }

  @Test
  void every_part_of_a_value_is_checked_and_nobody_is_asked_whether_it_is_loaded() {
    try (ValidatorFactory server =
        Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .traversableResolver(new NothingIsLoaded())
            .buildValidatorFactory()) {
      Order order = new Order(List.of(new Line(1), new Line(0)));

      assertThat(server.getValidator().validate(order)).isEmpty();
      assertThat(ContractServers.validatorOfValues(server).validate(order))
          .extracting(violation -> violation.getPropertyPath().toString())
          .containsExactly("lines[1].quantity");
    }
  }
}
