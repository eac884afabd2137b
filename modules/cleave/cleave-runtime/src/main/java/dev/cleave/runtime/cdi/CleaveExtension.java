package dev.cleave.runtime.cdi;

import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.event.Discovery;
import dev.cleave.runtime.event.EventExtension;
import dev.cleave.runtime.process.ProcessParts;
import dev.cleave.saga.Saga;
import dev.cleave.saga.Sagas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.configurator.AnnotatedTypeConfigurator;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;

/**
 * Finds the contracts (interfaces in bean archives, implemented or injected anywhere) and their
 * implementations. An implementation stays a bean under its own class; the contract's type belongs
 * to the proxy. Its {@code @Transactional} is taken over by the toolkit, which must begin the
 * transaction before the bean is called.
 */
public final class CleaveExtension implements Extension {
  private final Set<Class<?>> contractTypes = new LinkedHashSet<>();
  private final Map<String, List<Class<?>>> implementations = new TreeMap<>();
  private final Set<Class<?>> sagas = new LinkedHashSet<>();
  private CleaveRuntime runtime;

  <T> void discover(@Observes ProcessAnnotatedType<T> event) {
    Class<T> type = event.getAnnotatedType().getJavaClass();
    if (ContractModel.isContract(type)) {
      contractTypes.add(type);
      return;
    }
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      return;
    }
    if (Saga.class.isAssignableFrom(type)) {
      sagas.add(type);
    }
    List<ContractModel> implemented = new ArrayList<>();
    for (Type ancestor : event.getAnnotatedType().getTypeClosure()) {
      if (ancestor instanceof Class<?> contract && ContractModel.isContract(contract)) {
        contractTypes.add(contract);
        implementations.computeIfAbsent(contract.getName(), c -> new ArrayList<>()).add(type);
        implemented.add(ContractModel.of(contract));
      }
    }
    if (!implemented.isEmpty()) {
      takeOver(event.configureAnnotatedType(), implemented);
    }
  }

  private static <T> void takeOver(
      AnnotatedTypeConfigurator<T> type, List<ContractModel> contracts) {
    Transactional ofClass = type.getAnnotated().getAnnotation(Transactional.class);
    type.add(Typed.Literal.of(new Class<?>[] {type.getAnnotated().getJavaClass()}));
    type.remove(annotation -> annotation instanceof Transactional);
    type.methods()
        .forEach(
            method -> {
              if (contracts.stream().anyMatch(c -> implementsOne(c, method.getAnnotated()))) {
                method.remove(annotation -> annotation instanceof Transactional);
              } else if (ofClass != null
                  && !method.getAnnotated().isAnnotationPresent(Transactional.class)) {
                method.add(ofClass);
              }
            });
  }

  private static boolean implementsOne(ContractModel contract, AnnotatedMethod<?> method) {
    return contract.methods().stream()
        .map(ContractMethod::method)
        .anyMatch(
            declared ->
                declared.getName().equals(method.getJavaMember().getName())
                    && java.util.Arrays.equals(
                        declared.getParameterTypes(), method.getJavaMember().getParameterTypes()));
  }

  <T> void injected(@Observes ProcessInjectionPoint<?, T> event) {
    if (event.getInjectionPoint().getType() instanceof Class<?> type
        && ContractModel.isContract(type)) {
      contractTypes.add(type);
    }
  }

  void addProxies(@Observes AfterBeanDiscovery event) {
    for (Class<?> contract : contractTypes) {
      event
          .<Object>addBean()
          .addTypes(contract, Object.class)
          .scope(Singleton.class)
          .id("cleave:" + contract.getName())
          .createWith(context -> runtime.proxy(contract));
    }
    event
        .<ProcessParts>addBean()
        .addType(ProcessParts.class)
        .scope(Singleton.class)
        .createWith(context -> runtime.parts());
    event
        .<HealthCheck>addBean()
        .addType(HealthCheck.class)
        .addQualifier(Readiness.Literal.INSTANCE)
        .scope(Singleton.class)
        .createWith(context -> new BrokerHealth(runtime.parts().broker()));
    event
        .<Sagas>addBean()
        .addType(Sagas.class)
        .scope(Singleton.class)
        .createWith(context -> runtime.parts().sagas());
  }

  void start(@Observes AfterDeploymentValidation event, BeanManager beans) {
    List<String> problems = new ArrayList<>();
    List<ContractModel> contracts = new ArrayList<>();
    for (Class<?> type : contractTypes) {
      try {
        contracts.add(ContractModel.of(type));
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    implementations.forEach(
        (contract, types) -> {
          if (types.size() > 1) {
            problems.add(
                "The contract %s has %d implementations, %s: deploy one of them."
                    .formatted(
                        contract, types.size(), types.stream().map(Class::getName).toList()));
          }
          types.stream()
              .filter(type -> beans.getBeans(type).isEmpty())
              .forEach(
                  type ->
                      problems.add(
                          "%s implements the contract %s but is no bean: annotate it with @%s."
                              .formatted(
                                  type.getName(),
                                  contract,
                                  ApplicationScoped.class.getSimpleName())));
        });
    EventExtension events = beans.getExtension(EventExtension.class);
    Discovery discovery = events.discovery(beans, problems);
    if (problems.isEmpty()) {
      try {
        runtime = new CleaveRuntime(contracts, implementations, discovery, beans);
        events.publishWith(runtime.events());
        runtime.startSagas(sagas);
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    problems.forEach(problem -> event.addDeploymentProblem(new StartRefused(problem)));
  }

  void serve(@Observes @Initialized(ApplicationScoped.class) Object application) {
    if (runtime != null) {
      runtime.serve();
    }
  }

  void stop(@Observes BeforeShutdown event) {
    if (runtime != null) {
      runtime.stop();
    }
  }
}
