package dev.cleave.verify;

import dev.cleave.verify.ContractDocument.Contract;
import dev.cleave.verify.ContractDocument.Fact;
import dev.cleave.verify.ContractDocument.Operation;
import dev.cleave.verify.ContractDocument.Refusal;
import dev.cleave.verify.ContractDocument.Value;
import dev.cleave.verify.ContractMethod.Access;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The changes of a contract that a consumer built against the recorded one would notice. Providers
 * are taken to be rolled out before consumers: an old consumer must get along with a new provider.
 * Of events a new consumer must also get along with those that an old provider left in its log.
 */
final class ContractChanges {
  private static final String NEW_METHOD =
      "leave it as it is and add a method of another name; remove the old one when nobody calls it";

  private static final String NEW_EVENT =
      "leave it as it is, and publish a new version beside it while anybody listens to this one";

  private final ContractDocument recorded;
  private final ContractDocument current;
  private final Violations violations = new Violations();

  private ContractChanges(ContractDocument recorded, ContractDocument current) {
    this.recorded = recorded;
    this.current = current;
  }

  /** The breaking changes; additions are none. */
  static List<Violation> breaking(ContractDocument recorded, ContractDocument current) {
    ContractChanges changes = new ContractChanges(recorded, current);
    if (!recorded.module().equals(current.module())) {
      changes.add(
          recorded.module(),
          "",
          "is now the module " + current.module(),
          "keep the module's name: it is in routes, roles and schemas");
    }
    changes.compareContracts();
    changes.compareProblems();
    changes.compareEvents();
    new TypeChanges(recorded, current, changes.violations).compare();
    return changes.violations.sorted();
  }

  private void compareContracts() {
    recorded
        .contracts()
        .forEach(
            (name, before) -> {
              Contract now = current.contracts().get(name);
              if (now == null) {
                add(
                    name,
                    "",
                    "was removed or renamed",
                    "keep it, and add a new interface beside it");
                return;
              }
              if (!before.path().equals(now.path())) {
                add(name, "", changed("path", before.path(), now.path()), "keep the path");
              }
              before
                  .methods()
                  .forEach(
                      (method, operation) ->
                          compareMethod(name, method, operation, now.methods().get(method)));
            });
  }

  private void compareMethod(String contract, String method, Operation before, Operation now) {
    if (now == null) {
      add(contract, method, "was removed or renamed", NEW_METHOD);
      return;
    }
    compare(contract, method, "verb", before.verb(), now.verb());
    compare(contract, method, "path", before.path(), now.path());
    compare(contract, method, "result", before.result(), now.result());
    compare(contract, method, "@Creates template", before.creates(), now.creates());
    if (access(now).compareTo(access(before)) < 0) {
      add(
          contract,
          method,
          changed("access", before.access(), now.access()),
          "keep it as open as it was: callers outside rely on it");
    }
    if (before.sharedTransaction() && !now.sharedTransaction()) {
      add(contract, method, "is no longer a @SharedTransaction", NEW_METHOD);
    }
    compareParameters(contract, method, before.parameters(), now.parameters());
    compareThrows(contract, method, before.problems(), now.problems());
  }

  private void compare(String contract, String method, String what, String before, String now) {
    if (!before.equals(now)) {
      add(contract, method, changed(what, before, now), NEW_METHOD);
    }
  }

  private static Access access(Operation operation) {
    return Access.valueOf(operation.access().toUpperCase(Locale.ROOT));
  }

  private void compareParameters(
      String contract, String method, Map<String, Value> before, Map<String, Value> now) {
    before.forEach(
        (name, value) -> {
          Value other = now.get(name);
          if (other == null) {
            add(contract, method, "lost the parameter %s".formatted(name), NEW_METHOD);
            return;
          }
          compare(contract, method, "place of " + name, value.in(), other.in());
          compare(contract, method, "type of " + name, value.type(), other.type());
          if (!Objects.equals(value.defaultValue(), other.defaultValue())
              && value.defaultValue() != null) {
            add(
                contract,
                method,
                changed(
                    "default of " + name,
                    value.defaultValue(),
                    String.valueOf(other.defaultValue())),
                "keep the default: requests without the parameter mean it");
          }
          Constraints.tightened(value.constraints(), other.constraints())
              .forEach(
                  change ->
                      add(
                          contract,
                          method,
                          "parameter %s %s".formatted(name, change),
                          "accept what was accepted; refuse it with a declared exception where the"
                              + " business demands it"));
        });
    now.forEach(
        (name, value) -> {
          if (!before.containsKey(name) && !value.isOptional()) {
            add(
                contract,
                method,
                "demands the new parameter %s".formatted(name),
                value.in().equals("body")
                    ? NEW_METHOD
                    : "give it a @DefaultValue that means what the method meant before");
          }
        });
  }

  private void compareThrows(
      String contract, String method, List<String> before, List<String> now) {
    for (String code : before) {
      if (!now.contains(code)) {
        add(
            contract,
            method,
            "no longer declares the exception %s".formatted(code),
            "keep declaring it, even if it is no longer thrown, while consumers handle it");
      }
    }
    for (String code : now) {
      if (!before.contains(code)) {
        add(
            contract,
            method,
            "declares the new exception %s, which consumers built before take for a failure"
                .formatted(code),
            "an exception declared before, with a new field for the reason; or a method of another"
                + " name that declares it");
      }
    }
  }

  private void compareProblems() {
    recorded
        .problems()
        .forEach(
            (code, before) -> {
              Refusal now = current.problems().get(code);
              if (now != null) {
                compareProblem(code, before, now);
              }
            });
  }

  private void compareProblem(String code, Refusal before, Refusal now) {
    if (before.status() != now.status()) {
      add(
          code,
          "",
          changed("status", String.valueOf(before.status()), String.valueOf(now.status())),
          "keep the status of a code; another meaning gets another code in another method");
    }
    before
        .fields()
        .forEach(
            (field, type) -> {
              String other = now.fields().get(field);
              if (other == null) {
                add(code, field, "was removed or renamed", "keep the field, and add another");
              } else if (!other.equals(type)) {
                add(code, field, changed("type", type, other), "keep the field, and add another");
              }
            });
  }

  private void compareEvents() {
    recorded
        .events()
        .forEach(
            (name, before) -> {
              Fact now = current.events().get(name);
              if (now == null) {
                add(name, "", "was removed or renamed", NEW_EVENT);
              } else {
                compareEvent(name, before, now);
              }
            });
  }

  private void compareEvent(String name, Fact before, Fact now) {
    if (!before.key().equals(now.key())) {
      add(name, "", changed("key", before.key(), now.key()), NEW_EVENT);
    }
    before
        .components()
        .forEach(
            (component, type) -> {
              String other = now.components().get(component);
              if (other == null) {
                add(name, component, "was removed or renamed", NEW_EVENT);
              } else if (!other.equals(type)) {
                add(name, component, changed("type", type, other), NEW_EVENT);
              }
            });
    now.components()
        .forEach(
            (component, type) -> {
              if (!before.components().containsKey(component)
                  && !ContractDocument.isOptional(type)) {
                add(
                    name,
                    component,
                    "is new, and events in the log lack it",
                    "Optional<%s> or a List; or a new version of the event".formatted(type));
              }
            });
  }

  private static String changed(String what, String before, String now) {
    return "changed its %s from \"%s\" to \"%s\"".formatted(what, before, now);
  }

  private void add(String type, String place, String what, String allowed) {
    violations.add(Rule.CONTRACT_COMPATIBILITY, recorded.module(), type, place, what, allowed);
  }
}
