package dev.cleave.verify;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a module uses under the root package outside all modules must be plain values: otherwise it
 * would be a way around the boundaries. Packages that no module uses are not looked at.
 */
final class SharedValuesCheck implements Check {
  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    for (JavaClass shared : reachable(code, module).values()) {
      DependencyCheck.firstUses(shared)
          .forEach((target, use) -> judge(code, module, use, target, violations));
    }
  }

  private static Map<String, JavaClass> reachable(Codebase code, ModuleCode module) {
    Map<String, JavaClass> reached = new LinkedHashMap<>();
    Deque<JavaClass> open = new ArrayDeque<>(module.classes());
    while (!open.isEmpty()) {
      for (JavaClass target : DependencyCheck.firstUses(open.remove()).keySet()) {
        if (code.isShared(target) && reached.putIfAbsent(target.getName(), target) == null) {
          open.add(target);
        }
      }
    }
    return reached;
  }

  private static void judge(
      Codebase code, ModuleCode module, Dependency use, JavaClass target, Violations violations) {
    boolean ofModule = code.moduleOf(target).isPresent();
    boolean ofLibrary = !code.isUnderRoot(target);
    if (ofModule || (ofLibrary && !Packages.isForValues(target.getPackageName()))) {
      violations.add(
          Rule.SHARED_VALUES,
          module.name(),
          use.getOriginClass().getName(),
          Place.of(use),
          "is shared with module %s and uses %s".formatted(module.name(), target.getName()),
          "plain values over the JDK, jakarta.validation and cleave-api; or move it into a module");
    }
  }
}
