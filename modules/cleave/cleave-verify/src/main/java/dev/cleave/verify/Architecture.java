package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Checks the laws of the architecture on the modules under a package, by the convention {@code
 * <root>.<module>} for contracts, and {@code .domain}, {@code .application} and {@code
 * .persistence} below it. One line in a test:
 *
 * <pre>{@code
 * Architecture.of("com.acme.shop").module("ordering").verify();
 * }</pre>
 *
 * <p>It reads the class path, without its test classes; nothing is instantiated. To check nothing
 * is an error.
 */
public final class Architecture {
  private final Codebase code;
  private final Resources resources;
  private final Collection<ModuleCode> checked;
  private final List<Acceptance> acceptances;

  private Architecture(
      Codebase code,
      Resources resources,
      Collection<ModuleCode> checked,
      List<Acceptance> acceptances) {
    this.code = code;
    this.resources = resources;
    this.checked = checked;
    this.acceptances = acceptances;
  }

  /**
   * All modules under a package, as found on the class path.
   *
   * @throws IllegalStateException if there are none
   */
  public static Architecture of(String rootPackage) {
    return of(
        rootPackage,
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS)
            .importPackages(rootPackage));
  }

  /**
   * All modules under a package, of classes imported already.
   *
   * @throws IllegalStateException if there are none
   */
  public static Architecture of(String rootPackage, JavaClasses classes) {
    Codebase code = Codebase.read(rootPackage, classes);
    Resources resources = new Resources(Thread.currentThread().getContextClassLoader());
    return new Architecture(code, resources, code.modules(), List.of());
  }

  /**
   * Only this module, as its own service's build checks it: other modules are seen as far as they
   * are on the class path.
   *
   * @throws IllegalStateException if the module, or its service, is not on the class path
   */
  public Architecture module(String name) {
    ModuleCode module =
        code.modules().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no module %s under %s; there are %s"
                            .formatted(
                                name,
                                code.rootPackage(),
                                code.modules().stream().map(ModuleCode::name).toList())));
    if (!module.hasService()) {
      throw new IllegalStateException(
          "of module %s only the contract is on the class path: its service would not be checked"
              .formatted(name));
    }
    return new Architecture(code, resources, List.of(module), acceptances);
  }

  /**
   * Lets a known violation pass, for adoption. Once the rule is kept there, the acceptance itself
   * is reported, so that none outlives its reason.
   *
   * @param type the class or file that breaks the rule, as reported; a trailing {@code *} stands
   *     for any rest
   * @param reason why, for the reader
   */
  public Architecture accepting(Rule rule, String type, String reason) {
    List<Acceptance> more = new ArrayList<>(acceptances);
    more.add(new Acceptance(rule, type, reason));
    return new Architecture(code, resources, checked, more);
  }

  /** Reads {@code persistence.xml} and migrations from here instead of the thread's loader. */
  public Architecture resourcesFrom(ClassLoader loader) {
    return new Architecture(
        code, new Resources(Objects.requireNonNull(loader)), checked, acceptances);
  }

  /** All violations, by module, then rule, then type. */
  public List<Violation> violations() {
    List<Check> checks =
        List.of(
            new DependencyCheck(),
            new ContractArtifactCheck(),
            new SharedValuesCheck(),
            new CycleCheck(),
            new ContractMethodCheck(),
            new ContractTypeCheck(),
            new ProblemCheck(),
            new ImplementationCheck(),
            new TransactionCheck(),
            new ReadTransactionCheck(),
            new CommandInTransactionCheck(),
            new EventRecordCheck(),
            new EventListenerCheck(),
            new EventPublisherCheck(),
            new SagaCheck(),
            new EntityCheck(),
            new PersistenceUnitCheck(resources),
            new NativeSqlCheck(),
            new MigrationCheck(resources));
    Violations violations = new Violations();
    for (ModuleCode module : checked) {
      checks.forEach(check -> check.check(code, module, violations));
    }
    return Acceptance.filter(acceptances, violations.sorted());
  }

  /**
   * @throws ArchitectureViolated with all violations, if there is one
   */
  public void verify() {
    ArchitectureViolated.throwIfAny(
        "%s (modules %s)"
            .formatted(
                code.rootPackage(),
                String.join(", ", checked.stream().map(ModuleCode::name).toList())),
        violations());
  }
}
