package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Entities live in persistence, relate to their own module, and name no other schema. */
final class EntityCheck implements Check {
  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    for (JavaClass entity : Entities.of(module)) {
      if (module.layerOf(entity) != Layer.PERSISTENCE) {
        violations.add(
            Rule.ENTITIES,
            module.name(),
            entity.getName(),
            "",
            "is mapped to the database outside persistence",
            "an entity in %s; the domain stays plain"
                .formatted(Layer.PERSISTENCE.packageIn(module)));
      }
      for (JavaField field : entity.getFields()) {
        checkRelation(code, module, entity, field, violations);
      }
      Stream.concat(Stream.of(entity), entity.getMembers().stream())
          .forEach(element -> checkSchema(module, entity, element, violations));
    }
  }

  private static void checkRelation(
      Codebase code, ModuleCode module, JavaClass entity, JavaField field, Violations violations) {
    Set<JavaClass> types = field.getAllInvolvedRawTypes();
    for (JavaClass type : types) {
      Optional<ModuleCode> other = code.moduleOf(type).filter(owner -> !owner.equals(module));
      if (other.isPresent() && Entities.isManaged(type)) {
        violations.add(
            Rule.ENTITIES,
            module.name(),
            entity.getName(),
            field.getName(),
            "relates to the entity %s of module %s".formatted(type.getName(), other.get().name()),
            "the id of the other module's object, as a plain column; what else is needed is asked"
                + " through its contract");
      }
    }
  }

  private static void checkSchema(
      ModuleCode module, JavaClass entity, Object element, Violations violations) {
    Set<? extends JavaAnnotation<?>> annotations =
        element instanceof JavaMember member
            ? member.getAnnotations()
            : ((JavaClass) element).getAnnotations();
    String place = element instanceof JavaMember member ? member.getName() : "";
    for (JavaAnnotation<?> annotation : annotations) {
      if (annotation.getRawType().getPackageName().equals("jakarta.persistence")) {
        for (String attribute : new String[] {"schema", "catalog"}) {
          Object value = annotation.get(attribute).orElse("");
          if (value instanceof String name && !name.isEmpty() && !name.equals(module.schema())) {
            violations.add(
                Rule.FOREIGN_SCHEMA,
                module.name(),
                entity.getName(),
                place,
                "has @%s(%s = \"%s\")"
                    .formatted(annotation.getRawType().getSimpleName(), attribute, name),
                "no schema: the search path of the module's role leads to schema "
                    + module.schema());
          }
        }
      }
    }
  }
}
