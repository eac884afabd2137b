package dev.cleave.verify;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges every use of a class outside the user's own layer. */
final class DependencyCheck implements Check {
  private static final String ENTRY_POINTS =
      "of the toolkit only the packages dev.cleave, dev.cleave.event and dev.cleave.saga (artifact"
          + " cleave-api)";

  private static final Set<Layer> MAY_CALL = EnumSet.of(Layer.APPLICATION, Layer.GRPC, Layer.OTHER);

  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    for (JavaClass type : module.classes()) {
      firstUses(type).forEach((target, use) -> judge(code, module, use, target, violations));
    }
  }

  /** For each class used, the first place, so that a class used ten times is one violation. */
  static Map<JavaClass, Dependency> firstUses(JavaClass type) {
    Map<JavaClass, Dependency> first = new LinkedHashMap<>();
    type.getDirectDependenciesFromSelf().stream()
        .filter(use -> !use.getTargetClass().getBaseComponentType().isPrimitive())
        .sorted(
            Comparator.<Dependency>comparingInt(use -> line(use))
                .thenComparing(Dependency::getDescription))
        .forEach(use -> first.putIfAbsent(use.getTargetClass().getBaseComponentType(), use));
    return first;
  }

  /** Places with a line number first: they help more. */
  private static int line(Dependency use) {
    int line = use.getSourceCodeLocation().getLineNumber();
    return line == 0 ? Integer.MAX_VALUE : line;
  }

  private static void judge(
      Codebase code, ModuleCode module, Dependency use, JavaClass target, Violations violations) {
    Layer layer = module.layerOf(use.getOriginClass());
    Reporter report = new Reporter(module, use, violations);
    if (module.contains(target)) {
      judgeWithin(module, layer, target, report);
    } else if (code.moduleOf(target).isPresent()) {
      judgeAcross(code.moduleOf(target).get(), layer, target, report);
    } else if (!code.isUnderRoot(target)) {
      judgeLibrary(module, layer, target, report);
    }
  }

  private static void judgeAcross(
      ModuleCode other, Layer layer, JavaClass target, Reporter report) {
    if (other.layerOf(target) != Layer.CONTRACT) {
      report.add(
          Rule.MODULE_BOUNDARY,
          "uses %s, which is private to module %s".formatted(target.getName(), other.name()),
          "the contract of %s, in package %s: %s"
              .formatted(other.name(), other.packageName(), contractsOf(other)));
    } else {
      judgeContractUse(layer, target, report);
    }
  }

  private static String contractsOf(ModuleCode module) {
    List<String> names =
        module.contracts().stream().map(JavaClass::getSimpleName).sorted().toList();
    return names.isEmpty() ? "none is on the class path" : String.join(", ", names);
  }

  private static void judgeContractUse(Layer layer, JavaClass target, Reporter report) {
    if (ModuleCode.isContract(target) && !MAY_CALL.contains(layer)) {
      report.add(
          layer == Layer.CONTRACT ? Rule.CONTRACT_DEPENDENCIES : Rule.LAYERS,
          "uses the contract interface %s from %s".formatted(target.getName(), packageOf(layer)),
          "a contract's records and exceptions; its methods are called by application");
    }
  }

  private static void judgeWithin(
      ModuleCode module, Layer layer, JavaClass target, Reporter report) {
    Layer used = module.layerOf(target);
    if (used == layer) {
      return;
    }
    String what = "uses %s of the module's own %s".formatted(target.getName(), packageOf(used));
    switch (layer) {
      case CONTRACT ->
          report.add(
              Rule.CONTRACT_DEPENDENCIES,
              what,
              "types of the contract package %s, of other contracts, and shared values"
                  .formatted(module.packageName()));
      case DOMAIN -> {
        if (used == Layer.CONTRACT) {
          judgeContractUse(layer, target, report);
        } else {
          report.add(
              Rule.LAYERS,
              what,
              "the domain and the records of contracts; what the domain needs from outside it"
                  + " declares as an interface of its own");
        }
      }
      case APPLICATION, OTHER -> {
        if (used == Layer.PERSISTENCE) {
          report.add(
              Rule.LAYERS,
              what,
              "a repository interface in %s, which persistence implements"
                  .formatted(Layer.DOMAIN.packageIn(module)));
        }
      }
      case GRPC -> {
        if (used != Layer.CONTRACT) {
          report.add(
              Rule.LAYERS,
              what,
              "the contract of the module: its own service must work wherever the module lives");
        }
      }
      case PERSISTENCE -> {
        if (used == Layer.APPLICATION) {
          report.add(Rule.LAYERS, what, "the domain and the records of contracts");
        } else if (used == Layer.CONTRACT) {
          judgeContractUse(layer, target, report);
        }
      }
    }
  }

  private static String packageOf(Layer layer) {
    return switch (layer) {
      case CONTRACT -> "contract";
      case DOMAIN -> "domain";
      case APPLICATION -> "application";
      case PERSISTENCE -> "persistence";
      case GRPC -> "grpc";
      case OTHER -> "further packages";
    };
  }

  private static void judgeLibrary(
      ModuleCode module, Layer layer, JavaClass target, Reporter report) {
    String library = target.getPackageName();
    String what = "uses " + target.getName();
    if (Packages.isToolkitInternal(library)) {
      report.add(Rule.TOOLKIT_INTERNALS, what, ENTRY_POINTS);
    } else if (layer == Layer.CONTRACT) {
      if (!Packages.isForContracts(library)) {
        report.add(
            Rule.CONTRACT_DEPENDENCIES,
            what,
            "java.* without SQL, jakarta.ws.rs, jakarta.validation, org.eclipse.microprofile,"
                + " dev.cleave and dev.cleave.event");
      }
    } else if (layer == Layer.DOMAIN) {
      if (!Packages.isForDomain(library)) {
        report.add(
            Rule.DOMAIN_PURITY,
            what,
            "plain Java and jakarta.validation; beans and transactions belong to %s, tables to %s"
                .formatted(
                    Layer.APPLICATION.packageIn(module), Layer.PERSISTENCE.packageIn(module)));
      }
    } else if (Packages.isTransport(library)
        && !(layer == Layer.GRPC && Packages.isGrpc(library))) {
      report.add(
          Rule.TRANSPORT,
          what,
          "a call of the other module's contract, or of an interface for the outside system; how it"
              + " travels is decided by the route");
    } else if (layer != Layer.PERSISTENCE && Packages.isSql(library)) {
      report.add(
          Rule.LAYERS,
          what,
          "a repository interface in %s, implemented in %s"
              .formatted(Layer.DOMAIN.packageIn(module), Layer.PERSISTENCE.packageIn(module)));
    }
  }

  private record Reporter(ModuleCode module, Dependency use, Violations violations) {
    void add(Rule rule, String what, String allowed) {
      violations.add(
          rule, module.name(), use.getOriginClass().getName(), Place.of(use), what, allowed);
    }
  }
}
