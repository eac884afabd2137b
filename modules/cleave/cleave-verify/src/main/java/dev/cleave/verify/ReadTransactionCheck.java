package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.Set;

/**
 * A read that reaches the database outside a transaction holds its connection as long as the
 * request lasts, and may see entities that an earlier call loaded. So from each read of a contract
 * the calls within the module are followed, and none may reach the database before a transaction is
 * opened.
 */
final class ReadTransactionCheck implements Check {
  private static final Set<String> DATABASE =
      Set.of("jakarta.persistence.EntityManager", "javax.sql.DataSource");

  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    for (JavaClass contract : module.contracts()) {
      for (JavaClass implementation : ImplementationCheck.implementations(module, contract)) {
        ContractMethod.of(contract.reflect()).stream()
            .filter(ContractMethod::isRead)
            .flatMap(read -> ImplementationCheck.implementationOf(read, implementation).stream())
            .filter(method -> !Transactions.opens(method))
            .forEach(method -> follow(module, method, violations));
      }
    }
  }

  private static void follow(ModuleCode module, JavaCodeUnit read, Violations violations) {
    CallWalk walk = new CallWalk(module, read, ReadTransactionCheck::isWithoutTransaction);
    walk.each(
        (caller, access) -> {
          if (reachesDatabase(access)) {
            violations.add(
                Rule.READS_TRANSACTIONAL,
                module.name(),
                caller.getOwner().getName(),
                Place.of(access),
                "uses %s outside a transaction, in the read %s"
                    .formatted(access.getTargetOwner().getSimpleName(), walk.path(caller)),
                "@Transactional on the read, or on its class; where it calls other modules, on a"
                    + " bean of its own for the part in the database");
          }
        });
  }

  /** A call within a bean meets no interceptor. */
  private static boolean isWithoutTransaction(JavaCodeUnit caller, JavaCodeUnit callee) {
    return caller.getOwner().equals(callee.getOwner()) || !Transactions.opens(callee);
  }

  private static boolean reachesDatabase(JavaCodeUnitAccess<?> access) {
    return DATABASE.stream().anyMatch(access.getTargetOwner()::isAssignableTo);
  }
}
