package dev.cleave.runtime.saga;

import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.event.ModulePackages;
import dev.cleave.saga.Saga;
import dev.cleave.saga.SagaDefinition;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Asks the beans that define sagas for their definitions. */
public final class SagaBeans {
  private SagaBeans() {}

  /**
   * The sagas that these beans define.
   *
   * @throws IllegalArgumentException with everything about them that cannot work
   */
  public static List<DeployedSaga> deployed(
      Collection<Class<?>> types, Collection<ContractModel> contracts, BeanManager beans) {
    ModulePackages packages = ModulePackages.of(contracts);
    List<DeployedSaga> deployed = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Class<?> type : types) {
      try {
        deployed.add(new DeployedSaga(module(type, packages), type, definition(type, beans)));
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", problems));
    }
    return deployed;
  }

  private static String module(Class<?> type, ModulePackages packages) {
    return packages
        .moduleOf(type)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The saga %s belongs to no module: move it into a package below that of a contract."
                        .formatted(type.getName())));
  }

  private static SagaDefinition<?> definition(Class<?> type, BeanManager beans) {
    Bean<?> bean = beans.resolve(beans.getBeans(type));
    if (bean == null) {
      throw new IllegalArgumentException(
          "%s defines a saga but is no bean: annotate it with @ApplicationScoped."
              .formatted(type.getName()));
    }
    Saga<?> saga = (Saga<?>) beans.getReference(bean, type, beans.createCreationalContext(bean));
    return saga.definition();
  }
}
