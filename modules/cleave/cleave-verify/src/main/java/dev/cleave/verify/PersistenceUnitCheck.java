package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.cleave.verify.PersistenceUnits.Unit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A module with entities has one persistence unit, with all of them and nothing else. */
final class PersistenceUnitCheck implements Check {
  private static final Set<String> SCHEMA_PROPERTIES =
      Set.of("hibernate.default_schema", "hibernate.default_catalog");

  private final Resources resources;

  PersistenceUnitCheck(Resources resources) {
    this.resources = resources;
  }

  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    Set<String> entities =
        Entities.of(module).stream()
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    List<Unit> units = PersistenceUnits.read(resources);
    List<Unit> own = units.stream().filter(unit -> unit.name().equals(module.name())).toList();
    Report report = new Report(module, violations);
    if (module.hasService() && !entities.isEmpty() && own.size() != 1) {
      report.add(
          "",
          "has %d persistence units called %s; units found: %s"
              .formatted(own.size(), module.name(), units.stream().map(Unit::name).toList()),
          "one unit named like the module in the %s of its service"
              .formatted(PersistenceUnits.FILE));
    }
    for (Unit unit : own) {
      checkOwn(code, module, unit, entities, report);
    }
    for (Unit unit : units) {
      List<String> taken = unit.classes().stream().filter(entities::contains).toList();
      if (!unit.name().equals(module.name()) && !taken.isEmpty()) {
        report.add(
            unit.name(),
            "is a unit that names entities of module %s: %s".formatted(module.name(), taken),
            "them in the unit \"%s\" alone".formatted(module.name()));
      }
    }
  }

  private static void checkOwn(
      Codebase code, ModuleCode module, Unit unit, Set<String> entities, Report report) {
    Set<String> missing = new TreeSet<>(entities);
    unit.classes().forEach(missing::remove);
    if (!missing.isEmpty()) {
      report.add(unit.name(), "does not list " + missing, "a <class> element for each entity");
    }
    for (String listed : unit.classes()) {
      if (!listed.startsWith(Layer.PERSISTENCE.packageIn(module) + ".")) {
        String owner =
            code.moduleOfPackage(listed.substring(0, Math.max(0, listed.lastIndexOf('.'))))
                .filter(other -> !other.equals(module))
                .map(other -> " of module " + other.name())
                .orElse("");
        report.add(
            unit.name(),
            "lists %s%s".formatted(listed, owner),
            "classes of " + Layer.PERSISTENCE.packageIn(module));
      }
    }
    if (!unit.files().isEmpty()) {
      report.add(
          unit.name(),
          "takes classes or mappings from %s".formatted(unit.files()),
          "<class> elements and annotations, which can be checked");
    }
    String dataSource = "jdbc/" + module.name();
    if (!unit.jtaDataSource().equals(dataSource)
        || !unit.nonJtaDataSource().isEmpty()
        || unit.transactionType().equals("RESOURCE_LOCAL")) {
      report.add(
          unit.name(),
          "uses the JTA data source \"%s\"%s"
              .formatted(
                  unit.jtaDataSource(),
                  unit.nonJtaDataSource().isEmpty()
                      ? ""
                      : " and the data source without JTA \"%s\""
                          .formatted(unit.nonJtaDataSource())),
          "<jta-data-source>%s</jta-data-source> alone, transaction type JTA"
              .formatted(dataSource));
    }
    unit.properties()
        .forEach(
            (name, value) -> {
              if (SCHEMA_PROPERTIES.contains(name) && !value.equals(module.schema())) {
                report.add(
                    unit.name(),
                    "sets %s to \"%s\"".formatted(name, value),
                    "no such property: the search path of the module's role leads to its schema");
              }
            });
  }

  private record Report(ModuleCode module, Violations violations) {
    void add(String unit, String what, String allowed) {
      violations.add(
          Rule.PERSISTENCE_UNIT,
          module.name(),
          PersistenceUnits.FILE,
          unit.isEmpty() ? "" : "unit \"%s\"".formatted(unit),
          what,
          allowed);
    }
  }
}
