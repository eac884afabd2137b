package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.cleave.ModuleContract;
import java.util.List;
import java.util.Locale;

/**
 * The imported classes of one module.
 *
 * @param packageName the module's own package, which is its contract's
 */
record ModuleCode(String name, String packageName, List<JavaClass> classes) {
  ModuleCode {
    classes = List.copyOf(classes);
  }

  static boolean isContract(JavaClass type) {
    return type.isAnnotatedWith(ModuleContract.class);
  }

  boolean contains(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(packageName) || name.startsWith(packageName + ".");
  }

  Layer layerOf(JavaClass type) {
    return Layer.of(packageName, type.getPackageName());
  }

  List<JavaClass> in(Layer layer) {
    return classes.stream().filter(type -> layerOf(type) == layer).toList();
  }

  List<JavaClass> contracts() {
    return in(Layer.CONTRACT).stream().filter(ModuleCode::isContract).toList();
  }

  /** Whether the module's private classes were imported, not only its contract. */
  boolean hasService() {
    return classes.stream()
        .map(this::layerOf)
        .anyMatch(layer -> layer != Layer.CONTRACT && layer != Layer.GRPC);
  }

  String schema() {
    return name.replace('-', '_').toLowerCase(Locale.ROOT);
  }
}
