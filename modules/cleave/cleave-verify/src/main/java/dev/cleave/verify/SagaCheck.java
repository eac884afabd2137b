package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import dev.cleave.saga.Saga;
import dev.cleave.saga.SagaFailure;
import jakarta.transaction.Transactional;

/** Sagas live in application; their steps call contracts, so they are in no transaction. */
final class SagaCheck implements Check {
  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    for (JavaClass type : module.classes()) {
      if (module.layerOf(type) != Layer.APPLICATION) {
        checkPlace(module, type, violations);
      }
      if (type.isAssignableTo(Saga.class)) {
        checkTransactions(module, type, violations);
      }
    }
  }

  private static void checkPlace(ModuleCode module, JavaClass type, Violations violations) {
    DependencyCheck.firstUses(type)
        .forEach(
            (target, use) -> {
              if (target.getPackageName().equals(Saga.class.getPackageName())
                  && !target.isEquivalentTo(SagaFailure.class)) {
                violations.add(
                    Rule.SAGAS,
                    module.name(),
                    type.getName(),
                    Place.of(use),
                    "uses %s outside application".formatted(target.getName()),
                    "a bean in %s that defines or starts the saga"
                        .formatted(Layer.APPLICATION.packageIn(module)));
              }
            });
  }

  private static void checkTransactions(ModuleCode module, JavaClass type, Violations violations) {
    if (type.isAnnotatedWith(Transactional.class)) {
      report(module, type, "", violations);
    }
    for (JavaCodeUnit codeUnit : type.getCodeUnits()) {
      if (codeUnit.isAnnotatedWith(Transactional.class)) {
        report(module, type, Place.of(codeUnit), violations);
      }
    }
  }

  private static void report(
      ModuleCode module, JavaClass type, String place, Violations violations) {
    violations.add(
        Rule.SAGAS,
        module.name(),
        type.getName(),
        place,
        "is a saga with @Transactional",
        "none: a step calls contracts outside any transaction, and what is done at the end is in the"
            + " one that records the end");
  }
}
