package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.cleave.Page;
import dev.cleave.Problem;
import dev.cleave.verify.ContractTypeWalk.Position;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The types of parameters, results and exception fields, and all they are made of. */
final class ContractTypeCheck implements Check {
  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    ContractTypeWalk walk = new ContractTypeWalk(code, module, violations);
    for (JavaClass contract : module.contracts()) {
      for (ContractMethod method : ContractMethod.of(contract.reflect())) {
        checkMethod(contract.getName(), method, walk);
      }
    }
    for (JavaClass type : module.in(Layer.CONTRACT)) {
      if (type.isAnnotatedWith(Problem.class)) {
        ProblemFields.of(type.reflect())
            .forEach(
                field ->
                    walk.check(
                        field.getAnnotatedReturnType(),
                        Position.COMPONENT,
                        type.getName(),
                        field.getName() + "()"));
      }
    }
  }

  private static void checkMethod(String contract, ContractMethod method, ContractTypeWalk walk) {
    for (ContractParameter parameter : method.parameters()) {
      Optional<Position> position =
          switch (parameter.source()) {
            case PATH -> Optional.of(Position.PATH_PARAMETER);
            case QUERY -> Optional.of(Position.QUERY_PARAMETER);
            case BODY -> Optional.of(Position.BODY);
            case HTTP_ONLY -> Optional.empty();
          };
      position.ifPresent(
          at ->
              walk.check(
                  parameter.parameter().getAnnotatedType(),
                  at,
                  contract,
                  "%s, parameter %s".formatted(method.name(), parameter.name())));
    }
    walk.check(
        method.method().getAnnotatedReturnType(),
        Position.RESULT,
        contract,
        method.name() + ", result");
  }

  /** The scalars that need nothing stated. */
  static boolean isPlainScalar(Class<?> type) {
    return Stream.of(
            String.class,
            int.class,
            long.class,
            boolean.class,
            Instant.class,
            LocalDate.class,
            UUID.class)
        .anyMatch(type::equals);
  }

  static boolean isContainer(Class<?> type) {
    return type == List.class || type == Optional.class || type == Page.class;
  }
}
