package dev.cleave.verify;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Collectors;

/** No circle between modules, and none between the packages of a module. */
final class CycleCheck implements Check {
  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    Cycles<Dependency> modules = new Cycles<>();
    for (ModuleCode each : code.modules()) {
      for (JavaClass type : each.classes()) {
        DependencyCheck.firstUses(type)
            .forEach(
                (target, use) ->
                    code.moduleOf(target)
                        .filter(other -> other != each)
                        .ifPresent(other -> modules.add(each.name(), other.name(), use)));
      }
    }
    Cycles<Dependency> packages = new Cycles<>();
    for (JavaClass type : module.classes()) {
      DependencyCheck.firstUses(type)
          .forEach(
              (target, use) -> {
                String from = type.getPackageName();
                String to = target.getPackageName();
                if (module.contains(target) && !from.equals(to)) {
                  packages.add(from, to, use);
                }
              });
    }
    report(
        Rule.MODULE_CYCLES,
        module,
        modules.find().stream().filter(circle -> touches(circle, module.name())).toList(),
        "modules that need each other are one module, or one of them publishes an event or defines"
            + " the type that both use",
        violations);
    report(
        Rule.PACKAGE_CYCLES,
        module,
        packages.find(),
        "application -> domain <- persistence, and all of them -> the contract package",
        violations);
  }

  private static boolean touches(List<Cycles.Step<Dependency>> circle, String name) {
    return circle.stream().anyMatch(step -> step.from().equals(name));
  }

  private static void report(
      Rule rule,
      ModuleCode module,
      List<List<Cycles.Step<Dependency>>> circles,
      String allowed,
      Violations violations) {
    for (List<Cycles.Step<Dependency>> circle : circles) {
      String path =
          circle.stream().map(Cycles.Step::from).collect(Collectors.joining(" -> "))
              + " -> "
              + circle.get(0).from();
      String uses =
          circle.stream()
              .map(
                  step ->
                      "%s uses %s, %s"
                          .formatted(
                              step.example().getOriginClass().getName(),
                              step.example().getTargetClass().getName(),
                              Place.of(step.example())))
              .collect(Collectors.joining("; "));
      violations.add(
          rule,
          module.name(),
          circle.get(0).example().getOriginClass().getName(),
          "",
          "is part of the circle %s: %s".formatted(path, uses),
          allowed);
    }
  }
}
