package dev.cleave.verify;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import dev.cleave.SharedTransaction;
import jakarta.ws.rs.GET;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From each transactional method, follows the calls within the module and refuses a contract
 * command at their end. What is called through reflection or from another thread is not seen: there
 * the runtime refuses.
 */
final class CommandInTransactionCheck implements Check {
  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    for (JavaClass type : module.classes()) {
      for (JavaCodeUnit codeUnit : type.getCodeUnits()) {
        if (Transactions.begins(codeUnit)) {
          follow(module, codeUnit, violations);
        }
      }
    }
  }

  private static void follow(ModuleCode module, JavaCodeUnit start, Violations violations) {
    Map<JavaCodeUnit, JavaCodeUnit> cameFrom = new HashMap<>();
    cameFrom.put(start, start);
    Deque<JavaCodeUnit> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      JavaCodeUnit caller = open.remove();
      for (JavaCodeUnitAccess<?> access : accesses(caller)) {
        JavaClass owner = access.getTargetOwner();
        if (ModuleCode.isContract(owner)) {
          resolve(access)
              .filter(CommandInTransactionCheck::isCommand)
              .forEach(method -> report(module, start, caller, access, cameFrom, violations));
        } else if (module.contains(owner)) {
          resolve(access)
              .flatMap(method -> Stream.concat(Stream.of(method), overriding(module, method)))
              .filter(method -> isSameTransaction(caller, method))
              .filter(method -> cameFrom.putIfAbsent(method, caller) == null)
              .forEach(open::add);
        }
      }
    }
  }

  private static List<JavaCodeUnitAccess<?>> accesses(JavaCodeUnit caller) {
    Stream<JavaCodeUnitAccess<?>> calls = caller.getCallsFromSelf().stream().map(call -> call);
    Stream<JavaCodeUnitAccess<?>> references =
        caller.getCodeUnitReferencesFromSelf().stream().map(reference -> reference);
    return Stream.concat(calls, references)
        .sorted(
            Comparator.<JavaCodeUnitAccess<?>>comparingInt(JavaCodeUnitAccess::getLineNumber)
                .thenComparing(access -> access.getTarget().getFullName()))
        .toList();
  }

  private static Stream<JavaCodeUnit> resolve(JavaCodeUnitAccess<?> access) {
    CodeUnitAccessTarget target = (CodeUnitAccessTarget) access.getTarget();
    return target.resolveMember().map(JavaCodeUnit.class::cast).stream();
  }

  private static Stream<JavaCodeUnit> overriding(ModuleCode module, JavaCodeUnit method) {
    String[] parameters =
        method.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
    return module.classes().stream()
        .filter(type -> !type.equals(method.getOwner()))
        .filter(type -> type.isAssignableTo(method.getOwner().getName()))
        .map(type -> type.tryGetMethod(method.getName(), parameters))
        .flatMap(Optional::stream);
  }

  /**
   * Methods with a transaction of their own are followed for themselves. A call within a bean meets
   * no interceptor, so that suspending changes nothing there.
   */
  private static boolean isSameTransaction(JavaCodeUnit caller, JavaCodeUnit callee) {
    return !Transactions.begins(callee)
        && (caller.getOwner().equals(callee.getOwner()) || !Transactions.suspends(callee));
  }

  private static boolean isCommand(JavaCodeUnit method) {
    return method instanceof JavaMethod
        && !method.isAnnotatedWith(GET.class)
        && !method.isAnnotatedWith(SharedTransaction.class);
  }

  private static void report(
      ModuleCode module,
      JavaCodeUnit start,
      JavaCodeUnit caller,
      JavaCodeUnitAccess<?> access,
      Map<JavaCodeUnit, JavaCodeUnit> cameFrom,
      Violations violations) {
    violations.add(
        Rule.COMMAND_IN_TRANSACTION,
        module.name(),
        caller.getOwner().getName(),
        Place.of(access),
        "calls the command %s.%s inside the transaction of %s%s"
            .formatted(
                access.getTargetOwner().getSimpleName(),
                access.getName(),
                label(start),
                path(start, caller, cameFrom)),
        "commit first, then call: a method with @Transactional(TxType.NOT_SUPPORTED) that calls small"
            + " @Transactional beans before and after the command");
  }

  private static String path(
      JavaCodeUnit start, JavaCodeUnit caller, Map<JavaCodeUnit, JavaCodeUnit> cameFrom) {
    StringBuilder path = new StringBuilder();
    for (JavaCodeUnit step = caller; !step.equals(start); step = cameFrom.get(step)) {
      path.insert(0, " -> " + label(step));
    }
    return path.isEmpty() ? "" : ", by way of " + path.substring(4);
  }

  private static String label(JavaCodeUnit codeUnit) {
    return codeUnit.getOwner().getSimpleName() + "." + codeUnit.getName();
  }
}
