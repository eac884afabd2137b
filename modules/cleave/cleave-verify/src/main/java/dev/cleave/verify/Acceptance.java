package dev.cleave.verify;

import java.util.ArrayList;
import java.util.List;

/** A known violation that is let pass, with the reason. */
record Acceptance(Rule rule, String type, String reason) {
  Acceptance {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("accepting %s at %s needs a reason".formatted(rule, type));
    }
  }

  private boolean covers(Violation violation) {
    boolean sameType =
        type.endsWith("*")
            ? violation.type().startsWith(type.substring(0, type.length() - 1))
            : violation.type().equals(type);
    return sameType && violation.rule() == rule;
  }

  /** The violations that nothing covers, and one for each acceptance that covers nothing. */
  static List<Violation> filter(List<Acceptance> acceptances, List<Violation> violations) {
    List<Violation> left =
        new ArrayList<>(
            violations.stream()
                .filter(violation -> acceptances.stream().noneMatch(a -> a.covers(violation)))
                .toList());
    for (Acceptance acceptance : acceptances) {
      if (violations.stream().noneMatch(acceptance::covers)) {
        left.add(
            new Violation(
                acceptance.rule(),
                "-",
                acceptance.type(),
                "",
                "is accepted (%s), but keeps the rule".formatted(acceptance.reason()),
                "deleting the acceptance"));
      }
    }
    return left;
  }
}
