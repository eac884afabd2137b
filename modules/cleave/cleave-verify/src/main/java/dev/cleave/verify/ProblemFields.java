package dev.cleave.verify;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The fields of a contract exception: the public methods without parameters that it declares. */
final class ProblemFields {
  private ProblemFields() {}

  static List<Method> of(Class<?> problem) {
    return Stream.of(problem.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> method.getParameterCount() == 0 && method.getReturnType() != void.class)
        .filter(method -> !isOfThrowable(method))
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  /** Overridden, it is not a field. */
  private static boolean isOfThrowable(Method method) {
    return method.getName().startsWith("get")
        || Set.of("toString", "hashCode").contains(method.getName());
  }
}
