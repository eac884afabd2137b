package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.cleave.ModuleContract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The modules under a root package. Each sub-package that holds a contract, or one of the packages
 * {@code domain}, {@code application} and {@code persistence}, is a module; the others are shared.
 */
final class Codebase {
  private final String rootPackage;
  private final Map<String, ModuleCode> modulesByPackage;
  private final List<JavaClass> shared;

  private Codebase(
      String rootPackage, Map<String, ModuleCode> modulesByPackage, List<JavaClass> shared) {
    this.rootPackage = rootPackage;
    this.modulesByPackage = modulesByPackage;
    this.shared = shared;
  }

  /**
   * @throws IllegalStateException if there is no class or no module: a check of nothing must fail
   */
  static Codebase read(String rootPackage, JavaClasses classes) {
    Map<String, List<JavaClass>> byPackage = new TreeMap<>();
    for (JavaClass type : classes) {
      slice(rootPackage, type.getPackageName())
          .ifPresent(name -> byPackage.computeIfAbsent(name, key -> new ArrayList<>()).add(type));
    }
    if (byPackage.isEmpty()) {
      throw new IllegalStateException(
          "no class was found under %s: nothing would be checked. Is the package right, and are its"
                  .formatted(rootPackage)
              + " modules on the test's class path?");
    }
    Map<String, ModuleCode> modules = new TreeMap<>();
    List<JavaClass> shared = new ArrayList<>();
    byPackage.forEach(
        (name, types) -> {
          if (!name.equals(rootPackage) && isModule(name, types)) {
            modules.put(name, new ModuleCode(moduleName(name, types), name, types));
          } else {
            shared.addAll(types);
          }
        });
    if (modules.isEmpty()) {
      throw new IllegalStateException(
          ("none of the packages under %s is a module: nothing would be checked. A module has an"
                  + " interface with @ModuleContract in its package, or the sub-packages domain,"
                  + " application and persistence")
              .formatted(rootPackage));
    }
    return new Codebase(rootPackage, modules, shared);
  }

  private static Optional<String> slice(String rootPackage, String packageName) {
    if (packageName.equals(rootPackage)) {
      return Optional.of(rootPackage);
    }
    if (!packageName.startsWith(rootPackage + ".")) {
      return Optional.empty();
    }
    int end = packageName.indexOf('.', rootPackage.length() + 1);
    return Optional.of(end < 0 ? packageName : packageName.substring(0, end));
  }

  private static boolean isModule(String packageName, List<JavaClass> types) {
    return types.stream()
        .anyMatch(
            type ->
                switch (Layer.of(packageName, type.getPackageName())) {
                  case CONTRACT -> ModuleCode.isContract(type);
                  case DOMAIN, APPLICATION, PERSISTENCE -> true;
                  case GRPC, OTHER -> false;
                });
  }

  private static String moduleName(String packageName, List<JavaClass> types) {
    return types.stream()
        .filter(ModuleCode::isContract)
        .map(type -> type.getAnnotationOfType(ModuleContract.class).value())
        .sorted()
        .findFirst()
        .orElse(packageName.substring(packageName.lastIndexOf('.') + 1));
  }

  String rootPackage() {
    return rootPackage;
  }

  Collection<ModuleCode> modules() {
    return modulesByPackage.values();
  }

  /** The imported class of that name, in a module or shared. */
  Optional<JavaClass> find(String className) {
    return Stream.concat(
            shared.stream(), modules().stream().flatMap(module -> module.classes().stream()))
        .filter(type -> type.getName().equals(className))
        .findFirst();
  }

  boolean isUnderRoot(JavaClass type) {
    return slice(rootPackage, type.getPackageName()).isPresent();
  }

  Optional<ModuleCode> moduleOf(JavaClass type) {
    return moduleOfPackage(type.getPackageName());
  }

  Optional<ModuleCode> moduleOfPackage(String packageName) {
    return slice(rootPackage, packageName).map(modulesByPackage::get);
  }

  /** Under the root, and of no module. */
  boolean isShared(JavaClass type) {
    return isUnderRoot(type) && moduleOf(type).isEmpty();
  }
}
