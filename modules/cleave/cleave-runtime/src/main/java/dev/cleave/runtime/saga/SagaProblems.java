package dev.cleave.runtime.saga;

import dev.cleave.saga.SagaDefinition;
import dev.cleave.saga.SagaDefinition.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What keeps an application with these sagas from starting. */
final class SagaProblems {
  /** An idempotency key has 200 characters, of which an id takes up to 100. */
  private static final int LONGEST = 80;

  private SagaProblems() {}

  static List<String> of(Collection<DeployedSaga> sagas) {
    List<String> problems = new ArrayList<>();
    Map<String, DeployedSaga> byName = new LinkedHashMap<>();
    for (DeployedSaga saga : sagas) {
      String name = saga.definition().name();
      DeployedSaga other = byName.putIfAbsent(name, saga);
      if (other != null) {
        problems.add(
            "The saga \"%s\" is defined twice, by %s and %s: give each a name of its own."
                .formatted(name, other.beanType().getName(), saga.beanType().getName()));
      }
      if (!name.startsWith(saga.module() + ".")) {
        problems.add(
            "The saga \"%s\" of %s belongs to the module %s: let its name begin with \"%s.\"."
                .formatted(name, saga.beanType().getName(), saga.module(), saga.module()));
      }
      tooLong(saga.definition()).forEach(problems::add);
    }
    return problems;
  }

  private static List<String> tooLong(SagaDefinition<?> definition) {
    return definition.steps().stream()
        .map(Step::name)
        .filter(step -> definition.name().length() + step.length() > LONGEST)
        .map(
            step ->
                "The names of the saga \"%s\" and its step \"%s\" have more than %d characters together: shorten them."
                    .formatted(definition.name(), step, LONGEST))
        .toList();
  }
}
