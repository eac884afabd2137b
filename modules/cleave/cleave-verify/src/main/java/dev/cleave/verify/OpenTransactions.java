package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import dev.cleave.event.EventListener;
import dev.cleave.saga.Saga;
import dev.cleave.saga.SagaDefinition;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The calls of a module that are made inside a transaction: of a {@code @Transactional} method, of
 * a listener's delivery, or of the end of a saga.
 */
final class OpenTransactions {
  private static final Set<String> SAGA_ENDS = Set.of("onFinished", "onCompensated");

  private final ModuleCode module;
  private final Map<JavaCodeUnitAccess<?>, String> paths = new IdentityHashMap<>();

  private OpenTransactions(ModuleCode module) {
    this.module = module;
  }

  static OpenTransactions of(ModuleCode module) {
    OpenTransactions open = new OpenTransactions(module);
    for (JavaClass type : module.classes()) {
      for (JavaCodeUnit codeUnit : type.getCodeUnits()) {
        if (Transactions.begins(codeUnit) || codeUnit.isAnnotatedWith(EventListener.class)) {
          open.follow(codeUnit, "");
        }
      }
      if (type.isAssignableTo(Saga.class)) {
        type.getCodeUnits().forEach(open::followSagaEnds);
      }
    }
    return open;
  }

  /** The method that began it and the way from there; empty if none is open. */
  String at(JavaCodeUnitAccess<?> access) {
    return paths.getOrDefault(access, "");
  }

  private void follow(JavaCodeUnit start, String prefix) {
    CallWalk walk = new CallWalk(module, start, Transactions::isSame);
    walk.each((caller, access) -> paths.putIfAbsent(access, prefix + walk.path(caller)));
  }

  /** What stands in a definition behind {@code onFinished} or {@code onCompensated}, by line. */
  private void followSagaEnds(JavaCodeUnit definition) {
    List<JavaCodeUnitAccess<?>> accesses = CallWalk.accesses(definition);
    for (JavaCodeUnitAccess<?> access : accesses) {
      if (isBuilder(access) || !isAfterEnd(accesses, access)) {
        continue;
      }
      String prefix = "the end of the saga in " + definition.getOwner().getSimpleName();
      paths.putIfAbsent(access, prefix);
      if (module.contains(access.getTargetOwner())
          && !ModuleCode.isContract(access.getTargetOwner())) {
        CallWalk.resolve(access)
            .filter(target -> Transactions.isSame(definition, target))
            .forEach(target -> follow(target, prefix + ": "));
      }
    }
  }

  private static boolean isAfterEnd(
      List<JavaCodeUnitAccess<?>> accesses, JavaCodeUnitAccess<?> access) {
    JavaCodeUnitAccess<?> nearest = null;
    for (JavaCodeUnitAccess<?> other : accesses) {
      if (isBuilder(other) && other.getLineNumber() <= access.getLineNumber()) {
        nearest = other;
      }
    }
    return nearest != null && SAGA_ENDS.contains(nearest.getName());
  }

  private static boolean isBuilder(JavaCodeUnitAccess<?> access) {
    return access.getTargetOwner().getName().startsWith(SagaDefinition.class.getName());
  }
}
