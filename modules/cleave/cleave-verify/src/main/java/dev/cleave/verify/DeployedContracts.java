package dev.cleave.verify;

import dev.cleave.ModuleContract;
import dev.cleave.event.IntegrationEvent;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;

/**
 * The contracts that a deployment was built with, read from its jars, to be compared with those of
 * another deployment. A jar has a contract if it has a snapshot of it ({@code
 * META-INF/cleave/contracts/<module>.json}); what is compared are its classes, since a snapshot is
 * recorded at a release only. No code of the jars is run.
 */
public final class DeployedContracts {
  private static final String SNAPSHOTS = "META-INF/cleave/contracts/";
  private static final String CLASS = ".class";

  private final SortedMap<String, ContractDocument> byModule;
  private final Map<String, DeployedNumbers> numbers;

  private DeployedContracts(
      Map<String, ContractDocument> byModule, Map<String, DeployedNumbers> numbers) {
    this.byModule = Collections.unmodifiableSortedMap(new TreeMap<>(byModule));
    this.numbers = Map.copyOf(numbers);
  }

  /**
   * The contracts in {@code jars}, which must be all that these contracts refer to.
   *
   * @throws IllegalArgumentException if a class of a contract cannot be loaded from them
   */
  public static DeployedContracts of(Collection<Path> jars) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    Map<String, ContractDocument> found = new TreeMap<>();
    Map<String, DeployedNumbers> numbers = new TreeMap<>();
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), DeployedContracts.class.getClassLoader())) {
      for (Path jar : jars) {
        Optional<ContractDocument> contract = read(jar, loader);
        if (contract.isPresent()) {
          String module = contract.get().module();
          found.put(module, contract.get());
          numbers.put(module, DeployedNumbers.of(jar, module));
        }
      }
    }
    return new DeployedContracts(found, numbers);
  }

  /** Whether the jar has a contract. */
  public static boolean isContract(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return hasSnapshot(file);
    }
  }

  private static boolean hasSnapshot(JarFile jar) {
    return jar.stream()
        .anyMatch(e -> e.getName().startsWith(SNAPSHOTS) && e.getName().endsWith(".json"));
  }

  private static Optional<ContractDocument> read(Path path, ClassLoader loader) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      if (!hasSnapshot(jar)) {
        return Optional.empty();
      }
      List<Class<?>> classes = new ArrayList<>();
      jar.stream()
          .filter(entry -> entry.getName().endsWith(CLASS) && !entry.getName().contains("-"))
          .forEach(entry -> classes.add(load(entry.getName(), path, loader)));
      List<Class<?>> contracts = annotated(classes, ModuleContract.class);
      return contracts.isEmpty()
          ? Optional.empty()
          : Optional.of(ContractReader.read(contracts, annotated(classes, IntegrationEvent.class)));
    }
  }

  private static Class<?> load(String entry, Path jar, ClassLoader loader) {
    String name = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalArgumentException(
          "the contract in %s cannot be read: %s".formatted(jar.getFileName(), e), e);
    }
  }

  private static List<Class<?>> annotated(
      List<Class<?>> types, Class<? extends Annotation> annotation) {
    return types.stream().filter(type -> type.isAnnotationPresent(annotation)).toList();
  }

  /** The modules whose contracts these are. */
  public Set<String> modules() {
    return byModule.keySet();
  }

  /**
   * What a consumer that was built with {@code consumer} would notice of {@code module} if these
   * contracts were served; nothing if either does not know the module.
   */
  public List<Violation> breaksFor(DeployedContracts consumer, String module) {
    ContractDocument served = byModule.get(module);
    ContractDocument expected = consumer.byModule.get(module);
    if (served == null || expected == null) {
      return List.of();
    }
    List<Violation> breaks = new ArrayList<>(ContractChanges.breaking(expected, served));
    breaks.addAll(numbers.get(module).breaksFor(consumer.numbers.get(module)));
    return breaks;
  }
}
