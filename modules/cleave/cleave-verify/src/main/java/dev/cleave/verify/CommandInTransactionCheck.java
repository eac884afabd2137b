package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import dev.cleave.SharedTransaction;
import dev.cleave.event.EventListener;
import jakarta.ws.rs.GET;

/**
 * From each transactional method, and each listener, follows the calls within the module and
 * refuses a contract command at their end. What {@link CallWalk} does not see the runtime refuses.
 */
final class CommandInTransactionCheck implements Check {
  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    for (JavaClass type : module.classes()) {
      for (JavaCodeUnit codeUnit : type.getCodeUnits()) {
        if (Transactions.begins(codeUnit) || codeUnit.isAnnotatedWith(EventListener.class)) {
          follow(module, codeUnit, violations);
        }
      }
    }
  }

  private static void follow(ModuleCode module, JavaCodeUnit start, Violations violations) {
    CallWalk walk = new CallWalk(module, start, Transactions::isSame);
    walk.each(
        (caller, access) -> {
          if (ModuleCode.isContract(access.getTargetOwner())) {
            CallWalk.resolve(access)
                .filter(CommandInTransactionCheck::isCommand)
                .forEach(method -> report(module, walk.path(caller), caller, access, violations));
          }
        });
  }

  private static boolean isCommand(JavaCodeUnit method) {
    return method instanceof JavaMethod
        && !method.isAnnotatedWith(GET.class)
        && !method.isAnnotatedWith(SharedTransaction.class);
  }

  private static void report(
      ModuleCode module,
      String path,
      JavaCodeUnit caller,
      JavaCodeUnitAccess<?> access,
      Violations violations) {
    violations.add(
        Rule.COMMAND_IN_TRANSACTION,
        module.name(),
        caller.getOwner().getName(),
        Place.of(access),
        "calls the command %s.%s inside the transaction of %s"
            .formatted(access.getTargetOwner().getSimpleName(), access.getName(), path),
        "commit first, then call: a method with @Transactional(TxType.NOT_SUPPORTED) that calls small"
            + " @Transactional beans before and after the command; or a saga");
  }
}
