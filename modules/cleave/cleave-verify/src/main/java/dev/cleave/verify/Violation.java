package dev.cleave.verify;

import java.util.Comparator;
import java.util.Objects;

/**
 * One place that breaks a rule.
 *
 * @param module the module's name
 * @param type the class, table or file that breaks it
 * @param place the member and, where known, file and line; empty if the whole type is meant
 * @param what what is wrong, as the predicate of a sentence about {@code type}
 * @param allowed what would be allowed instead
 */
public record Violation(
    Rule rule, String module, String type, String place, String what, String allowed)
    implements Comparable<Violation> {
  private static final Comparator<Violation> ORDER =
      Comparator.comparing(Violation::module)
          .thenComparing(Violation::rule)
          .thenComparing(Violation::type)
          .thenComparing(Violation::place)
          .thenComparing(Violation::what);

  public Violation {
    Objects.requireNonNull(rule);
    Objects.requireNonNull(module);
    Objects.requireNonNull(type);
    Objects.requireNonNull(place);
    Objects.requireNonNull(what);
    Objects.requireNonNull(allowed);
  }

  @Override
  public int compareTo(Violation other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "[%s] module %s: %s%s%n    %s%n    allowed: %s"
        .formatted(rule.id(), module, type, place.isEmpty() ? "" : " " + place, what, allowed);
  }
}
