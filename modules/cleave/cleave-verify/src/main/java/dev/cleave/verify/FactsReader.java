package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import dev.cleave.SharedTransaction;
import dev.cleave.event.EventListener;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.verify.ContractCall.Kind;
import dev.cleave.verify.ModuleFacts.Listening;
import dev.cleave.verify.ModuleFacts.Pinned;
import dev.cleave.verify.ModuleFacts.Published;
import jakarta.ws.rs.GET;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads the facts of one module. */
final class FactsReader {
  private static final String EVENT = "jakarta.enterprise.event.Event";
  private static final Comparator<ContractCall> BY_PLACE =
      Comparator.comparing(ContractCall::to)
          .thenComparing(ContractCall::method)
          .thenComparing(call -> call.caller().type())
          .thenComparing(call -> call.caller().line());

  private final Codebase code;
  private final ModuleCode module;

  FactsReader(Codebase code, ModuleCode module) {
    this.code = code;
    this.module = module;
  }

  ModuleFacts read() {
    return new ModuleFacts(
        module.name(),
        module.contracts().stream().map(JavaClass::getSimpleName).sorted().toList(),
        calls(),
        pinned(),
        published(),
        listeners());
  }

  private List<ContractCall> calls() {
    OpenTransactions transactions = OpenTransactions.of(module);
    return module.classes().stream()
        .flatMap(type -> type.getCodeUnits().stream())
        .flatMap(codeUnit -> CallWalk.accesses(codeUnit).stream())
        .filter(access -> isForeignContract(access.getTargetOwner()))
        .flatMap(access -> call(access, transactions.at(access)))
        .distinct()
        .sorted(BY_PLACE)
        .toList();
  }

  private boolean isForeignContract(JavaClass type) {
    return ModuleCode.isContract(type) && code.moduleOf(type).isPresent() && !module.contains(type);
  }

  private Stream<ContractCall> call(JavaCodeUnitAccess<?> access, String transaction) {
    return CallWalk.resolve(access)
        .filter(JavaMethod.class::isInstance)
        .map(
            method ->
                new ContractCall(
                    module.name(),
                    SourcePlace.of(access),
                    code.moduleOf(method.getOwner()).orElseThrow().name(),
                    label(method),
                    kind(method),
                    transaction));
  }

  private static Kind kind(JavaCodeUnit method) {
    if (method.isAnnotatedWith(SharedTransaction.class)) {
      return Kind.SHARED;
    }
    return method.isAnnotatedWith(GET.class) ? Kind.READ : Kind.COMMAND;
  }

  private static String label(JavaCodeUnit method) {
    return method.getOwner().getSimpleName() + "." + method.getName();
  }

  private List<Pinned> pinned() {
    return module.contracts().stream()
        .flatMap(contract -> contract.getMethods().stream())
        .filter(method -> method.isAnnotatedWith(SharedTransaction.class))
        .map(method -> new Pinned(label(method), SourcePlace.of(method)))
        .sorted(Comparator.comparing(Pinned::method))
        .toList();
  }

  private List<Published> published() {
    Map<String, Set<String>> publishers = new TreeMap<>();
    for (JavaClass type : module.classes()) {
      Stream<JavaType> injected =
          Stream.concat(
              type.getFields().stream().map(JavaField::getType),
              type.getCodeUnits().stream().flatMap(unit -> unit.getParameterTypes().stream()));
      injected
          .filter(JavaParameterizedType.class::isInstance)
          .filter(used -> used.toErasure().getName().equals(EVENT))
          .map(used -> ((JavaParameterizedType) used).getActualTypeArguments().get(0).toErasure())
          .forEach(
              event ->
                  publishers
                      .computeIfAbsent(event.getName(), name -> new TreeSet<>())
                      .add(type.getSimpleName()));
    }
    return module.classes().stream()
        .filter(type -> type.isAnnotatedWith(IntegrationEvent.class))
        .map(
            type ->
                new Published(
                    eventName(type),
                    type.getName(),
                    List.copyOf(publishers.getOrDefault(type.getName(), Set.of()))))
        .sorted(Comparator.comparing(Published::event))
        .toList();
  }

  private List<Listening> listeners() {
    return module.classes().stream()
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> method.isAnnotatedWith(EventListener.class))
        .flatMap(this::listening)
        .sorted(Comparator.comparing(Listening::subscription))
        .toList();
  }

  private Stream<Listening> listening(JavaMethod method) {
    String name = method.getAnnotationOfType(EventListener.class).value();
    return method.getRawParameterTypes().stream()
        .filter(type -> type.isAnnotatedWith(IntegrationEvent.class))
        .map(
            type ->
                new Listening(
                    module.name() + "." + name,
                    eventName(type),
                    code.moduleOf(type).map(ModuleCode::name).orElse(""),
                    SourcePlace.of(method)));
  }

  private static String eventName(JavaClass type) {
    return type.getAnnotationOfType(IntegrationEvent.class).value();
  }
}
