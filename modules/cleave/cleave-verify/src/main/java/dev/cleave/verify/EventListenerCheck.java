package dev.cleave.verify;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.cleave.event.EventListener;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.event.ReadModel;
import dev.cleave.event.Rebuildable;
import jakarta.transaction.Transactional.TxType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The listeners of a module: where they live, what they take, what they leave alone. */
final class EventListenerCheck implements Check {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    Map<String, String> ownerOfName = new TreeMap<>();
    for (JavaClass type :
        module.classes().stream().sorted(Comparator.comparing(JavaClass::getName)).toList()) {
      List<JavaMethod> listeners =
          type.getMethods().stream()
              .filter(method -> method.isAnnotatedWith(EventListener.class))
              .sorted(Comparator.comparing(JavaMethod::getFullName))
              .toList();
      Report report = new Report(module, type.getName(), violations);
      for (JavaMethod listener : listeners) {
        checkName(listener, ownerOfName, report);
        checkSignature(listener, report);
        checkTransaction(listener, report);
      }
      checkReadModel(type, listeners, report);
      if (!listeners.isEmpty()) {
        checkPlace(module, type, report);
        checkContracts(type, report);
      }
    }
  }

  private static void checkName(
      JavaMethod listener, Map<String, String> ownerOfName, Report report) {
    String name = listener.getAnnotationOfType(EventListener.class).value();
    if (!NAME.matcher(name).matches()) {
      report.add(
          Place.of(listener),
          "has the subscription name \"%s\"".formatted(name),
          "lower case letters, digits and hyphens, such as \"open-wallet\"");
    }
    String first =
        ownerOfName.putIfAbsent(
            name, listener.getOwner().getSimpleName() + "." + listener.getName());
    if (first != null) {
      report.add(
          Place.of(listener),
          "has the subscription name \"%s\" of %s".formatted(name, first),
          "a name of its own within the module: deliveries are kept under it");
    }
  }

  private static void checkSignature(JavaMethod listener, Report report) {
    List<JavaClass> parameters = listener.getRawParameterTypes();
    if (parameters.size() != 1 || !parameters.get(0).isAnnotatedWith(IntegrationEvent.class)) {
      report.add(
          Place.of(listener),
          "takes %s".formatted(parameters.stream().map(JavaClass::getSimpleName).toList()),
          "exactly one parameter, a record with @IntegrationEvent; one method for each event");
    }
    if (listener.getModifiers().contains(JavaModifier.STATIC)
        || listener.getModifiers().contains(JavaModifier.PRIVATE)) {
      report.add(
          Place.of(listener), "is a private or static listener", "an instance method of a bean");
    }
  }

  /** The runtime opens the transaction in which the delivery is noted; it must not be left. */
  private static void checkTransaction(JavaMethod listener, Report report) {
    Transactions.of(listener)
        .filter(type -> type != TxType.REQUIRED && type != TxType.MANDATORY)
        .ifPresent(
            type ->
                report.add(
                    Place.of(listener),
                    "leaves the transaction of its delivery by @Transactional(%s)".formatted(type),
                    "no @Transactional: work and delivery commit together, so that the effect"
                        + " happens once"));
  }

  private static void checkReadModel(JavaClass type, List<JavaMethod> listeners, Report report) {
    if (type.isAnnotatedWith(Rebuildable.class)) {
      if (!type.isAssignableTo(ReadModel.class)) {
        report.add("", "is @Rebuildable, but no ReadModel", "implements ReadModel");
      }
      if (listeners.isEmpty()) {
        report.add("", "is @Rebuildable without listeners", "the listeners that feed it, in it");
      }
    }
  }

  private static void checkPlace(ModuleCode module, JavaClass type, Report report) {
    if (module.layerOf(type) != Layer.APPLICATION) {
      report.add(
          "",
          "listens to events outside application",
          "a bean in " + Layer.APPLICATION.packageIn(module));
    }
  }

  /** To implement a contract, beside listening, is no use of it. */
  private static void checkContracts(JavaClass type, Report report) {
    DependencyCheck.firstUses(type)
        .forEach(
            (target, use) -> {
              if (ModuleCode.isContract(target) && !isInheritance(use)) {
                report.add(
                    Place.of(use),
                    "listens to events and uses the contract %s".formatted(target.getName()),
                    "no contracts, since a listener is in a transaction: what must call them is a"
                        + " saga, which the listener may start");
              }
            });
  }

  private static boolean isInheritance(Dependency use) {
    return use.getDescription().startsWith("Class <");
  }

  private record Report(ModuleCode module, String type, Violations violations) {
    void add(String place, String what, String allowed) {
      violations.add(Rule.EVENT_LISTENERS, module.name(), type, place, what, allowed);
    }
  }
}
