package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import java.lang.reflect.RecordComponent;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The events of a module: records of its contract, each with one key and a lasting name. */
final class EventRecordCheck implements Check {
  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    ContractTypeWalk types = new ContractTypeWalk(code, module, violations);
    Map<String, String> ownerOfName = new TreeMap<>();
    module.classes().stream()
        .filter(type -> type.isAnnotatedWith(IntegrationEvent.class))
        .sorted(Comparator.comparing(JavaClass::getName))
        .forEach(
            type -> {
              Report report = new Report(module, type.getName(), violations);
              checkName(module, type, ownerOfName, report);
              if (module.layerOf(type) != Layer.CONTRACT) {
                report.add(
                    "",
                    "is an event in a private package",
                    "the contract package %s: others listen to it".formatted(module.packageName()));
              }
              if (type.reflect().isRecord()) {
                checkKey(type.reflect(), report);
                types.checkRecord(type.reflect());
              } else {
                report.add("", "is an event, but not a record", "a record of contract types");
              }
            });
  }

  private static void checkName(
      ModuleCode module, JavaClass type, Map<String, String> ownerOfName, Report report) {
    String name = type.getAnnotationOfType(IntegrationEvent.class).value();
    Pattern allowed =
        Pattern.compile(
            Pattern.quote(module.name()) + "\\.[a-z][a-z0-9]*(-[a-z0-9]+)*\\.v[1-9]\\d*");
    if (!allowed.matcher(name).matches()) {
      report.add(
          "",
          "has the name \"%s\"".formatted(name),
          "\"%s.<what-happened>.v<version>\" in lower case with hyphens, versions from v1"
              .formatted(module.name()));
    }
    String first = ownerOfName.putIfAbsent(name, type.getName());
    if (first != null) {
      report.add(
          "",
          "has the name \"%s\" of %s".formatted(name, first),
          "a name of its own: it is how the event is recognised");
    }
  }

  private static void checkKey(Class<?> event, Report report) {
    List<RecordComponent> keys =
        Stream.of(event.getRecordComponents())
            .filter(component -> component.isAnnotationPresent(EventKey.class))
            .toList();
    if (keys.size() != 1) {
      report.add(
          "",
          "has %d components with @EventKey".formatted(keys.size()),
          "exactly one: the id of what the event is about, by which deliveries are ordered");
    }
    for (RecordComponent key : keys) {
      if (!ContractTypeCheck.isPlainScalar(key.getType())
          && !ContractTypeWalk.isValue(key.getType())) {
        report.add(
            key.getName(),
            "is an @EventKey of type %s".formatted(key.getType().getTypeName()),
            "a String, int, long or UUID, or a record whose only component is called value");
      }
    }
  }

  private record Report(ModuleCode module, String type, Violations violations) {
    void add(String place, String what, String allowed) {
      violations.add(Rule.EVENT_RECORDS, module.name(), type, place, what, allowed);
    }
  }
}
