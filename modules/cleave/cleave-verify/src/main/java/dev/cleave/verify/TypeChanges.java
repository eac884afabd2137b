package dev.cleave.verify;

import dev.cleave.verify.ContractDocument.Shape;
import dev.cleave.verify.ContractDocument.Value;
import java.util.Map;

/** The breaking changes inside types that travel in both the recorded and the current contract. */
final class TypeChanges {
  private final ContractDocument recorded;
  private final ContractDocument current;
  private final TypeUses uses;
  private final Violations violations;

  TypeChanges(ContractDocument recorded, ContractDocument current, Violations violations) {
    this.recorded = recorded;
    this.current = current;
    this.uses = TypeUses.of(current);
    this.violations = violations;
  }

  void compare() {
    recorded
        .types()
        .forEach(
            (name, before) -> {
              Shape now = current.types().get(name);
              if (now != null) {
                compareShape(name, before, now);
              }
            });
  }

  private void compareShape(String name, Shape before, Shape now) {
    if (!before.kind().equals(now.kind())) {
      add(
          name,
          "",
          "was a %s and is now a %s".formatted(before.kind(), now.kind()),
          "keep it, and add a type of another name beside it");
      return;
    }
    compareComponents(name, before.components(), now.components());
    for (String constant : before.constants()) {
      if (!now.constants().contains(constant)) {
        add(
            name,
            constant,
            "lost the constant %s".formatted(constant),
            "keep the constant, even if it is no longer used");
      }
    }
    compareVariants(name, before.variants(), now.variants());
  }

  private void compareComponents(String type, Map<String, Value> before, Map<String, Value> now) {
    before.forEach(
        (name, value) -> {
          Value other = now.get(name);
          if (other == null) {
            add(
                type,
                name,
                "lost the component %s".formatted(name),
                "keep the component, and add another beside it");
          } else if (!other.type().equals(value.type())) {
            add(
                type,
                name,
                "changed the type of %s from \"%s\" to \"%s\""
                    .formatted(name, value.type(), other.type()),
                "keep the component, and add another of the new type");
          } else if (uses.inRequests().contains(type)) {
            Constraints.tightened(value.constraints(), other.constraints())
                .forEach(
                    change ->
                        add(
                            type,
                            name,
                            change,
                            "accept what was accepted; refuse it with a declared exception where the"
                                + " business demands it"));
          }
        });
    now.forEach(
        (name, value) -> {
          if (before.containsKey(name) || value.isOptional()) {
            return;
          }
          if (uses.inRequests().contains(type)) {
            add(
                type,
                name,
                "demands the new component %s in requests".formatted(name),
                "Optional<%s> or a List: requests of consumers built before lack it"
                    .formatted(value.type()));
          } else if (uses.inEvents().contains(type)) {
            add(
                type,
                name,
                "demands the new component %s in events".formatted(name),
                "Optional<%s> or a List: events in the log lack it".formatted(value.type()));
          }
        });
  }

  private void compareVariants(String type, Map<String, String> before, Map<String, String> now) {
    before.forEach(
        (discriminator, variant) -> {
          if (!variant.equals(now.get(discriminator))) {
            add(
                type,
                discriminator,
                "lost the variant \"%s\"".formatted(discriminator),
                "keep the variant, and add another");
          }
        });
    now.keySet().stream()
        .filter(discriminator -> !before.containsKey(discriminator))
        .filter(discriminator -> uses.inAnswers().contains(type) || uses.inEvents().contains(type))
        .forEach(
            discriminator ->
                add(
                    type,
                    discriminator,
                    "got the variant \"%s\" in %s, which consumers built before cannot read"
                        .formatted(
                            discriminator, uses.inAnswers().contains(type) ? "answers" : "events"),
                    "an Optional component in an existing variant, or a method of another name that"
                        + " answers it, or a new version of the event"));
  }

  private void add(String type, String place, String what, String allowed) {
    violations.add(Rule.CONTRACT_COMPATIBILITY, recorded.module(), type, place, what, allowed);
  }
}
