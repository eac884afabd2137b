package dev.cleave.verify;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import jakarta.transaction.Transactional;
import java.util.Set;

/** Transactions are opened, and handled, in the application layer alone. */
final class TransactionCheck implements Check {
  private static final Set<String> APIS =
      Set.of(
          Transactional.class.getName(),
          "jakarta.transaction.UserTransaction",
          "jakarta.transaction.TransactionManager",
          "jakarta.transaction.TransactionSynchronizationRegistry",
          "jakarta.transaction.Transaction");

  /** Transactions of one connection, which JTA does not know. */
  private static final Set<String> LOCAL_APIS = Set.of("jakarta.persistence.EntityTransaction");

  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    for (JavaClass type : module.classes()) {
      Layer layer = module.layerOf(type);
      DependencyCheck.firstUses(type)
          .forEach((target, use) -> judge(module, layer, target, use, violations));
    }
  }

  private static void judge(
      ModuleCode module, Layer layer, JavaClass target, Dependency use, Violations violations) {
    boolean local = LOCAL_APIS.contains(target.getName());
    boolean misplaced = layer != Layer.APPLICATION && APIS.contains(target.getName());
    if (local || misplaced) {
      violations.add(
          Rule.TRANSACTION_BOUNDARY,
          module.name(),
          use.getOriginClass().getName(),
          Place.of(use),
          "uses %s".formatted(target.getName()),
          "@Transactional on a method of a bean in " + Layer.APPLICATION.packageIn(module));
    }
  }
}
