package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/** The classes that belong into a persistence unit. */
final class Entities {
  private static final List<String> ANNOTATIONS =
      List.of(
          "jakarta.persistence.Entity",
          "jakarta.persistence.Embeddable",
          "jakarta.persistence.MappedSuperclass",
          "jakarta.persistence.Converter");

  private Entities() {}

  static boolean isManaged(JavaClass type) {
    return ANNOTATIONS.stream().anyMatch(type::isAnnotatedWith);
  }

  static List<JavaClass> of(ModuleCode module) {
    return module.classes().stream().filter(Entities::isManaged).toList();
  }
}
