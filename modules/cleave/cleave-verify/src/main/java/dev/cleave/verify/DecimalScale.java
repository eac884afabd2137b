package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import jakarta.validation.constraints.Digits;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * A decimal's scale is part of the contract: 1.5 and 1.50 are different values, and a binding may
 * carry only one of them. It is stated by {@code @Digits}, or owned by a value record such as money
 * whose constructor settles it.
 */
final class DecimalScale {
  private DecimalScale() {}

  static boolean isStated(AnnotatedElement use) {
    return use.isAnnotationPresent(Digits.class);
  }

  static boolean isStated(RecordComponent component) {
    try {
      return isStated(component.getAnnotatedType())
          || isStated(component.getAccessor())
          || isStated(component.getDeclaringRecord().getDeclaredField(component.getName()));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("a record without the field of " + component, e);
    }
  }

  /**
   * Whether a constructor of the record, or a method of it called there, fixes or checks a scale.
   */
  static boolean isSettledBy(Class<?> record, Codebase code) {
    return code.find(record.getName()).map(DecimalScale::constructorSettles).orElse(false);
  }

  private static boolean constructorSettles(JavaClass type) {
    Set<JavaCodeUnit> seen = new HashSet<>(type.getConstructors());
    Deque<JavaCodeUnit> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (JavaMethodCall call : open.remove().getMethodCallsFromSelf()) {
        boolean ofDecimal = call.getTargetOwner().isEquivalentTo(BigDecimal.class);
        if (ofDecimal && Set.of("setScale", "scale").contains(call.getName())) {
          return true;
        }
        call.getTarget()
            .resolveMember()
            .filter(method -> method.getOwner().equals(type) && seen.add(method))
            .ifPresent(open::add);
      }
    }
    return false;
  }
}
