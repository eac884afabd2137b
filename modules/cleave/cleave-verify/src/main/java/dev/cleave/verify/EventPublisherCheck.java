package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import dev.cleave.event.IntegrationEvent;

/** What a module may fire: an event is kept in the log of the module that publishes it. */
final class EventPublisherCheck implements Check {
  private static final String EVENT = "jakarta.enterprise.event.Event";

  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    for (JavaClass type : module.classes()) {
      for (JavaField field : type.getFields()) {
        judge(code, module, type, field.getName(), field.getType(), violations);
      }
      for (JavaCodeUnit codeUnit : type.getCodeUnits()) {
        for (JavaType parameter : codeUnit.getParameterTypes()) {
          judge(code, module, type, Place.of(codeUnit), parameter, violations);
        }
      }
    }
  }

  private static void judge(
      Codebase code,
      ModuleCode module,
      JavaClass type,
      String place,
      JavaType used,
      Violations violations) {
    if (used instanceof JavaParameterizedType generic && used.toErasure().getName().equals(EVENT)) {
      JavaClass event = generic.getActualTypeArguments().get(0).toErasure();
      if (event.isAnnotatedWith(IntegrationEvent.class) && !module.contains(event)) {
        violations.add(
            Rule.EVENT_PUBLISHERS,
            module.name(),
            type.getName(),
            place,
            "can publish %s of %s"
                .formatted(
                    event.getName(),
                    code.moduleOf(event)
                        .map(owner -> "module " + owner.name())
                        .orElse("another module")),
            "events of package %s; what happened elsewhere is told by the module where it happened"
                .formatted(module.packageName()));
      }
    }
  }
}
