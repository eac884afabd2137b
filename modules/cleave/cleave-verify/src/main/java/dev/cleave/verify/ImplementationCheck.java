package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Each contract of a module has one implementation, whose commands state their transaction. */
final class ImplementationCheck implements Check {
  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    if (!module.hasService()) {
      return;
    }
    for (JavaClass contract : module.contracts()) {
      List<JavaClass> implementations = implementations(module, contract);
      if (implementations.size() != 1) {
        violations.add(
            Rule.CONTRACT_IMPLEMENTATION,
            module.name(),
            contract.getName(),
            "",
            implementations.isEmpty()
                ? "has no implementation"
                : "has %d implementations: %s"
                    .formatted(
                        implementations.size(),
                        implementations.stream().map(JavaClass::getName).sorted().toList()),
            "one @ApplicationScoped class in " + Layer.APPLICATION.packageIn(module));
      }
      for (JavaClass implementation : implementations) {
        checkImplementation(module, contract, implementation, violations);
      }
    }
  }

  static List<JavaClass> implementations(ModuleCode module, JavaClass contract) {
    return module.classes().stream()
        .filter(type -> !type.isInterface() && type.isAssignableTo(contract.getName()))
        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .toList();
  }

  private static void checkImplementation(
      ModuleCode module, JavaClass contract, JavaClass implementation, Violations violations) {
    if (module.layerOf(implementation) != Layer.APPLICATION
        || !implementation.isAnnotatedWith(ApplicationScoped.class)) {
      violations.add(
          Rule.CONTRACT_IMPLEMENTATION,
          module.name(),
          implementation.getName(),
          "",
          "implements %s, but is not an @ApplicationScoped bean of application"
              .formatted(contract.getSimpleName()),
          "an @ApplicationScoped class in " + Layer.APPLICATION.packageIn(module));
    }
    for (ContractMethod method : ContractMethod.of(contract.reflect())) {
      if (!method.isRead()) {
        implementationOf(method, implementation)
            .filter(found -> Transactions.of(found).isEmpty())
            .ifPresent(
                found ->
                    violations.add(
                        Rule.COMMANDS_TRANSACTIONAL,
                        module.name(),
                        implementation.getName(),
                        Place.of(found),
                        "implements the command %s without @Transactional"
                            .formatted(method.label()),
                        "@Transactional, or @Transactional(TxType.NOT_SUPPORTED) if it calls"
                            + " commands of other modules and resumes by its key"));
      }
    }
  }

  static Optional<JavaMethod> implementationOf(ContractMethod method, JavaClass implementation) {
    return implementation.tryGetMethod(method.name(), method.method().getParameterTypes());
  }
}
