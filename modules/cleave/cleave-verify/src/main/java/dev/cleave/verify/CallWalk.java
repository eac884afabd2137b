package dev.cleave.verify;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Follows the calls from one method through its module, also through the interfaces that the module
 * implements. What is called through reflection or from another thread is not seen.
 */
final class CallWalk {
  private final ModuleCode module;
  private final JavaCodeUnit start;
  private final BiPredicate<JavaCodeUnit, JavaCodeUnit> enters;
  private final Map<JavaCodeUnit, JavaCodeUnit> cameFrom = new HashMap<>();

  /**
   * @param enters whether a call, of the second by the first, is followed
   */
  CallWalk(ModuleCode module, JavaCodeUnit start, BiPredicate<JavaCodeUnit, JavaCodeUnit> enters) {
    this.module = module;
    this.start = start;
    this.enters = enters;
  }

  /** What is told of every call that is met. */
  @FunctionalInterface
  interface Visitor {
    void visit(JavaCodeUnit caller, JavaCodeUnitAccess<?> access);
  }

  /** Calls of contracts are visited, but not followed. */
  void each(Visitor visitor) {
    cameFrom.put(start, start);
    Deque<JavaCodeUnit> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      JavaCodeUnit caller = open.remove();
      for (JavaCodeUnitAccess<?> access : accesses(caller)) {
        visitor.visit(caller, access);
        JavaClass owner = access.getTargetOwner();
        if (module.contains(owner) && !ModuleCode.isContract(owner)) {
          resolve(access)
              .flatMap(method -> Stream.concat(Stream.of(method), overriding(method)))
              .filter(method -> enters.test(caller, method))
              .filter(method -> cameFrom.putIfAbsent(method, caller) == null)
              .forEach(open::add);
        }
      }
    }
  }

  /** {@code OrderDesk.place, by way of OrderDesk.twice}. */
  String path(JavaCodeUnit caller) {
    StringBuilder path = new StringBuilder();
    for (JavaCodeUnit step = caller; !step.equals(start); step = cameFrom.get(step)) {
      path.insert(0, " -> " + label(step));
    }
    return label(start) + (path.isEmpty() ? "" : ", by way of " + path.substring(4));
  }

  static Stream<JavaCodeUnit> resolve(JavaCodeUnitAccess<?> access) {
    CodeUnitAccessTarget target = (CodeUnitAccessTarget) access.getTarget();
    return target.resolveMember().map(JavaCodeUnit.class::cast).stream();
  }

  /** The calls and method references in a method, its lambdas included, by line. */
  static List<JavaCodeUnitAccess<?>> accesses(JavaCodeUnit caller) {
    Stream<JavaCodeUnitAccess<?>> calls = caller.getCallsFromSelf().stream().map(call -> call);
    Stream<JavaCodeUnitAccess<?>> references =
        caller.getCodeUnitReferencesFromSelf().stream().map(reference -> reference);
    return Stream.concat(calls, references)
        .sorted(
            Comparator.<JavaCodeUnitAccess<?>>comparingInt(JavaCodeUnitAccess::getLineNumber)
                .thenComparing(access -> access.getTarget().getFullName()))
        .toList();
  }

  private Stream<JavaCodeUnit> overriding(JavaCodeUnit method) {
    String[] parameters =
        method.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
    return module.classes().stream()
        .filter(type -> !type.equals(method.getOwner()))
        .filter(type -> type.isAssignableTo(method.getOwner().getName()))
        .map(type -> type.tryGetMethod(method.getName(), parameters))
        .flatMap(Optional::stream);
  }

  private static String label(JavaCodeUnit codeUnit) {
    return codeUnit.getOwner().getSimpleName() + "." + codeUnit.getName();
  }
}
